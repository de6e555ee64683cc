import { CopyButton } from './copy-button.tsx';

type CodeBlockProps = { readonly text: string; readonly label?: string; readonly wraps?: boolean };

/** A text to copy. */
export function CodeBlock({ text, label, wraps = false }: CodeBlockProps) {
  return (
    <div className="relative rounded-md border border-line bg-canvas">
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard, too.
        tabIndex={0}
        className={`max-h-80 overflow-auto rounded-md px-3 py-2.5 pr-24 leading-relaxed ${wraps ? 'break-all whitespace-pre-wrap' : ''}`}
      >
        <code>{text}</code>
      </pre>
      <CopyButton text={text} label={label} className="absolute top-1.5 right-1.5" />
    </div>
  );
}
