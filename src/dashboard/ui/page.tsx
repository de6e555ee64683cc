import type { ReactNode } from 'react';
import { useEffect } from 'react';

type PageProps = {
  readonly title: string;
  /** What the page is about, in one sentence. */
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  /** A link to the page above, such as the list. */
  readonly back?: ReactNode;
  readonly children: ReactNode;
};

/** The frame of a page: its heading, its actions and its content. */
export function Page({ title, description, actions, back, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Bailiwick`;
  }, [title]);
  return (
    <div className="mx-auto grid w-full max-w-6xl grid-cols-[minmax(0,1fr)] gap-5 px-4 pt-6 pb-12 sm:px-8 md:pt-2">
      <header className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <div className="grid min-w-56 flex-1 gap-1">
          {back}
          <h1 tabIndex={-1} className="text-xl font-semibold tracking-tight">
            {title}
          </h1>
          {description && <p className="max-w-3xl text-muted">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
