import { useEffect, useState } from 'react';
import { Button } from '../button.tsx';
import { CodeBlock } from '../code-block.tsx';
import { CheckboxField } from '../controls/field.tsx';
import { uiText } from '../text.ts';
import { Dialog, DialogActions } from './dialog.tsx';

export type IssuedSecret = {
  readonly title: string;
  /** The name of the environment variable in the file. */
  readonly variable: string;
  /** Null: the server has shown it before. */
  readonly secret: string | null;
};

type SecretDialogProps = {
  /** Null: the dialog is closed. */
  readonly issued: IssuedSecret | null;
  readonly onClose: () => void;
};

/** Shows a secret once. The component that opens it drops the secret in `onClose`. */
export function SecretDialog({ issued, onClose }: SecretDialogProps) {
  return (
    <Dialog
      title={issued?.title ?? ''}
      description={issued?.secret ? uiText.secretHint : uiText.secretReplayed}
      isOpen={issued !== null}
      onClose={issued?.secret ? null : onClose}
    >
      {issued?.secret ? (
        <Secret variable={issued.variable} secret={issued.secret} onClose={onClose} />
      ) : (
        <DialogActions>
          <Button onClick={onClose}>{uiText.close}</Button>
        </DialogActions>
      )}
    </Dialog>
  );
}

type SecretProps = { readonly variable: string; readonly secret: string; readonly onClose: () => void };

function Secret({ variable, secret, onClose }: SecretProps) {
  const [isStored, setStored] = useState(false);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, []);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <CodeBlock text={secret} wraps />
      <CheckboxField
        label={uiText.secretStored}
        checked={isStored}
        onChange={({ target }) => setStored(target.checked)}
      />
      <DialogActions>
        <Button onClick={() => download(`${variable}=${secret}\n`)}>{uiText.downloadEnv}</Button>
        <Button variant="primary" disabled={!isStored} className="disabled:opacity-50" onClick={onClose}>
          {uiText.close}
        </Button>
      </DialogActions>
    </div>
  );
}

function download(text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = '.env';
  link.click();
  URL.revokeObjectURL(link.href);
}
