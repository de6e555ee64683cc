import { TriangleAlert } from 'lucide-react';
import type { ApiError, Problem } from '../lib/api-error.ts';
import { Button } from './button.tsx';
import { uiText } from './text.ts';

/** What failed, what to do about it, and the id by which the operator finds it. */
export function Problems({ problems }: { readonly problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <div role="alert" className="flex gap-3 rounded-lg border border-danger/40 bg-danger-soft px-4 py-3">
      <TriangleAlert size={16} aria-hidden className="mt-0.5 shrink-0 text-danger" />
      <ul className="grid min-w-0 gap-2">
        {problems.map(({ message, suggestedFix, requestId }) => (
          <li key={message} className="grid gap-1">
            <p className="font-medium text-ink">{message}</p>
            {suggestedFix && <p className="text-ink">{suggestedFix}</p>}
            {requestId && (
              <p className="text-[0.8125rem] break-all text-ink">
                {uiText.requestId} <code>{requestId}</code>
              </p>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The error of a page, in place of its content. */
export function ErrorCard({ error, onRetry }: { readonly error: ApiError; readonly onRetry?: () => void }) {
  return (
    <div className="grid justify-items-start gap-3">
      <Problems problems={error.problems} />
      {onRetry && <Button onClick={onRetry}>{uiText.retry}</Button>}
    </div>
  );
}
