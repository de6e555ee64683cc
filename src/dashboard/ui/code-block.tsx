import { CopyButton } from './copy-button.tsx';

type CodeBlockProps = { readonly text: string; readonly label?: string; readonly wraps?: boolean };

/** A text to copy. */
export function CodeBlock({ text, label, wraps = false }: CodeBlockProps) {
  return (
    <div className="flex items-start rounded-md border border-line bg-canvas">
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard, too.
        tabIndex={0}
        className={`max-h-80 min-w-0 flex-1 overflow-auto rounded-md px-3 py-2.5 leading-relaxed ${wraps ? 'break-all whitespace-pre-wrap' : ''}`}
      >
        <code>{text}</code>
      </pre>
      <CopyButton text={text} label={label} className="m-1.5" />
    </div>
  );
}
