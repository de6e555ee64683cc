/** Links to the parts of a page, of which the address shows one: classes of the list and of each link. */
export const TABS = 'flex gap-5 overflow-x-auto border-b border-line';

export const TAB =
  '-mb-px inline-flex min-h-6 items-start border-b-2 border-transparent pb-2 font-medium whitespace-nowrap text-muted -outline-offset-2 hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink';
