import { signOut } from '../../graphql/session.ts';
import { Button } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Dialog } from '../../ui/dialogs/dialog.tsx';
import { Mark } from '../shell/mark.tsx';
import { KeyForm } from './key-form.tsx';
import { signInText } from './text.ts';

/** The page before the user has signed in. The address stays, and its page follows. */
export function SignInPage() {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <title>{`${signInText.title} · Bailiwick`}</title>
      <div className="grid w-full max-w-sm gap-6">
        <Mark />
        <div className="card grid gap-5 p-6">
          <div className="grid gap-1">
            <h1 className="text-xl font-semibold tracking-tight">{signInText.title}</h1>
            <p className="text-muted">{signInText.hint}</p>
          </div>
          <KeyForm />
        </div>
        <KeyHelp />
      </div>
    </main>
  );
}

/** Where the first key was shown, and how to replace it. */
function KeyHelp() {
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-2 px-6 text-[0.8125rem] text-muted">
      <h2 className="font-medium text-ink">{signInText.helpTitle}</h2>
      <p>{signInText.help}</p>
      <p>{signInText.lost}</p>
      <CodeBlock text={signInText.recover} wraps />
      <p>{signInText.recoverPackage}</p>
    </section>
  );
}

/** Asks to sign in again, over the page. */
export function SignInDialog({ isOpen }: { readonly isOpen: boolean }) {
  return (
    <Dialog title={signInText.again} description={signInText.againHint} isOpen={isOpen} onClose={null}>
      <KeyForm />
      <Button variant="quiet" className="mt-2" onClick={signOut}>
        {signInText.signOut}
      </Button>
    </Dialog>
  );
}
