import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { copyText } from '../lib/clipboard.ts';
import { Button } from './button.tsx';
import { uiText } from './text.ts';

const SHOWN_MS = 2_000;

type CopyButtonProps = {
  readonly text: string;
  readonly label?: string | undefined;
  readonly className?: string;
};

export function CopyButton({ text, label = uiText.copy, className = '' }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const Icon = isCopied ? Check : Copy;
  return (
    <Button size="small" className={className} onClick={async () => setCopied(await copyText(text))}>
      <Icon size={14} aria-hidden />
      <span aria-live="polite">{isCopied ? uiText.copied : label}</span>
    </Button>
  );
}
