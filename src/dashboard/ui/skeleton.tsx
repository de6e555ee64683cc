import { uiText } from './text.ts';

const WIDTHS = ['w-2/5', 'w-1/3', 'w-1/2', 'w-1/4'];

/** The place of a list that is being loaded. */
export function Skeleton() {
  return (
    <div className="card grid gap-5 px-4 py-5" aria-busy="true">
      <span className="sr-only" role="status">
        {uiText.loading}
      </span>
      {WIDTHS.map((width) => (
        <span key={width} className={`h-3 animate-pulse rounded bg-line ${width}`} />
      ))}
    </div>
  );
}
