import type { ReactNode } from 'react';

/** The fields of one object: names and values in pairs. */
export function Details({ children }: { readonly children: ReactNode }) {
  return <dl className="card grid gap-x-8 gap-y-4 px-5 py-4 sm:grid-cols-2 lg:grid-cols-3">{children}</dl>;
}

type DetailProps = {
  readonly label: string;
  /** Whether it takes a line of its own. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
};

export function Detail({ label, isWide = false, children }: DetailProps) {
  return (
    <div className={`grid min-w-0 content-start gap-1 ${isWide ? 'col-span-full' : ''}`}>
      <dt className="text-[0.8125rem] text-muted">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}
