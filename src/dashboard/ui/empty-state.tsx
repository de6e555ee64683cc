import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { CodeBlock } from './code-block.tsx';
import { uiText } from './text.ts';

type EmptyStateProps = {
  readonly title: string;
  /** What the thing is for. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
  /** The operation that makes the first one. */
  readonly example?: string;
};

/** The content of a list without rows: what the thing is for, and how to make the first one. */
export function EmptyState({ title, children, action, example }: EmptyStateProps) {
  return (
    <section className="card grid grid-cols-[minmax(0,1fr)] justify-items-center gap-3 px-6 py-12 text-center">
      <h2 className="text-base font-semibold">{title}</h2>
      <p className="max-w-prose text-muted">{children}</p>
      {action}
      {example && (
        <div className="mt-3 w-full max-w-2xl text-left">
          <CodeBlock text={example} />
        </div>
      )}
    </section>
  );
}

/** The content of a list whose filters match nothing. */
export function NoMatch({ onClear }: { readonly onClear: () => void }) {
  return (
    <EmptyState title={uiText.noMatch} action={<Button onClick={onClear}>{uiText.clearFilters}</Button>}>
      {uiText.noMatchHint}
    </EmptyState>
  );
}
