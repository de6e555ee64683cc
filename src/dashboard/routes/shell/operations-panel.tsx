import { Braces } from 'lucide-react';
import { useState } from 'react';
import { journal, type RecordedOperation } from '../../graphql/journal.ts';
import { graphqlPath } from '../../lib/base.ts';
import { curlCommand } from '../../lib/curl.ts';
import { useStore } from '../../lib/store.ts';
import { Button } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialogs/dialog.tsx';
import { uiText } from '../../ui/text.ts';

/** A button that shows the operations of the page, for use in other clients. */
export function OperationsPanel({ keyHeader }: { readonly keyHeader: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" variant="quiet" onClick={() => setOpen(true)}>
        <Braces size={15} aria-hidden /> {uiText.showOperations}
      </Button>
      <Dialog
        title={uiText.operationsTitle}
        description={uiText.operationsHint}
        width="wide"
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      >
        <Operations keyHeader={keyHeader} />
      </Dialog>
    </>
  );
}

function Operations({ keyHeader }: { readonly keyHeader: string }) {
  const operations = useStore(journal);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      {operations.length === 0 && <p className="text-muted">{uiText.noOperations}</p>}
      {operations.toReversed().map((operation) => (
        <OperationText key={operation.key} operation={operation} keyHeader={keyHeader} />
      ))}
      <a className="link justify-self-start" href={graphqlPath} target="_blank" rel="noreferrer">
        {uiText.openGraphiql}
      </a>
    </div>
  );
}

type OperationTextProps = { readonly operation: RecordedOperation; readonly keyHeader: string };

function OperationText({ operation, keyHeader }: OperationTextProps) {
  const { name, text, variables } = operation;
  const hasVariables = Object.keys(variables).length > 0;
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <header className="flex items-center gap-2">
        <h3 className="flex-1 font-mono text-[0.8125rem] font-semibold">{name}</h3>
        <CopyButton text={curlCommand(operation, keyHeader)} label={uiText.copyCurl} />
      </header>
      <CodeBlock text={text} label={uiText.copyGraphql} />
      {hasVariables && (
        <>
          <h4 className="text-[0.8125rem] text-muted">{uiText.variables}</h4>
          <CodeBlock text={JSON.stringify(variables, null, 2)} />
        </>
      )}
    </section>
  );
}
