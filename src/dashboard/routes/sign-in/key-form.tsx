import { type FormEvent, useState } from 'react';
import { signIn } from '../../graphql/session.ts';
import { headerOfKey } from '../../lib/key.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/controls/field.tsx';
import { signInText } from './text.ts';

/** Signs in with an API key. Another way to sign in replaces this form: `signIn` takes the headers of any credentials. */
export function KeyForm() {
  const [key, setKey] = useState('');
  const [error, setError] = useState<string>();
  const [isPending, setPending] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const header = headerOfKey(key.trim());
    if (header === null) return setError(signInText.malformed);
    setPending(true);
    const rejected = await signIn({ [header]: key.trim() });
    setPending(false);
    const [problem] = rejected?.problems ?? [];
    if (problem) setError(problem.code === 'NETWORK' ? signInText.unreachable : problem.message);
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <TextField
        label={signInText.label}
        hint={signInText.memory}
        error={error}
        type="password"
        placeholder={signInText.placeholder}
        autoFocus
        required
        value={key}
        onChange={({ target }) => setKey(target.value)}
      />
      <Button type="submit" variant="primary" isPending={isPending}>
        {signInText.submit}
      </Button>
    </form>
  );
}
