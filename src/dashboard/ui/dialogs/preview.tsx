import type { ReactNode } from 'react';
import { formatNumber } from '../../lib/format.ts';
import { Time } from '../time.tsx';
import { previewText } from './text.ts';

/** The part of `DeletionPreview` that dialogs show. Each section selects it in its own operations. */
export type Preview = {
  readonly removes: readonly {
    readonly type: keyof typeof previewText.types;
    readonly count: number;
    readonly isEstimate: boolean;
    readonly examples: readonly { readonly id: string; readonly name: string }[];
  }[];
  /** Absent: the key may not read keys. */
  readonly stops?: readonly {
    readonly lastUsedAt: string | null;
    readonly apiKey: { readonly id: string; readonly name: string };
  }[];
  readonly irreversible: readonly (keyof typeof previewText.effects)[];
  readonly blockers: readonly { readonly reason: string; readonly suggestedFix: string }[];
  readonly withheld: readonly string[];
  readonly restorableDays: number;
};

/** What a deletion would remove and stop, in counts and names. */
export function PreviewList({ preview }: { readonly preview: Preview | undefined }) {
  if (!preview)
    return (
      <p role="status" className="text-muted">
        {previewText.loading}
      </p>
    );
  const { removes, stops = [], irreversible, blockers, withheld, restorableDays } = preview;
  return (
    <div className="grid gap-3 rounded-md border border-line bg-canvas px-4 py-3">
      <Part title={previewText.blockers} isShown={blockers.length > 0}>
        {blockers.map(({ reason, suggestedFix }) => (
          <li key={reason}>{suggestedFix}</li>
        ))}
      </Part>
      <Part title={previewText.removes} isShown>
        {removes.length === 0 && <li className="text-muted">{previewText.nothing}</li>}
        {removes.map((removal) => (
          <Removal key={removal.type} removal={removal} />
        ))}
      </Part>
      <Part title={previewText.stops} isShown={stops.length > 0}>
        {stops.map(({ apiKey, lastUsedAt }) => (
          <li key={apiKey.id} className="flex justify-between gap-4">
            <span>{apiKey.name}</span>
            <Time at={lastUsedAt} />
          </li>
        ))}
      </Part>
      <Part title={previewText.irreversible} isShown={restorableDays === 0 && irreversible.length > 0}>
        {irreversible.map((effect) => (
          <li key={effect}>{previewText.effects[effect]}</li>
        ))}
      </Part>
      {restorableDays > 0 && <p>{previewText.restorable(formatNumber(restorableDays))}</p>}
      {withheld.length > 0 && <p className="text-warning">{previewText.withheld}</p>}
    </div>
  );
}

type PartProps = { readonly title: string; readonly isShown: boolean; readonly children: ReactNode };

function Part({ title, isShown, children }: PartProps) {
  if (!isShown) return null;
  return (
    <section className="grid gap-1">
      <h3 className="text-xs font-medium text-muted">{title}</h3>
      <ul className="grid gap-1">{children}</ul>
    </section>
  );
}

function Removal({ removal }: { readonly removal: Preview['removes'][number] }) {
  const { type, count, isEstimate, examples } = removal;
  const number = formatNumber(count);
  return (
    <li className="flex flex-wrap items-baseline gap-x-2">
      <span className="tabular-nums">{isEstimate ? previewText.about(number) : number}</span>
      <span>{previewText.types[type]}</span>
      {examples.length > 0 && (
        <span className="text-[0.8125rem] break-all text-muted">
          {previewText.such(examples.map(({ name }) => name).join(', '))}
        </span>
      )}
    </li>
  );
}
