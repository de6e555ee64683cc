import { CopyButton } from './copy-button.tsx';

/** A text to copy. */
export function CodeBlock({ text, label }: { readonly text: string; readonly label?: string }) {
  return (
    <div className="relative rounded-md border border-line bg-canvas">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard, too. */}
      <pre tabIndex={0} className="max-h-80 overflow-auto rounded-md px-3 py-2.5 pr-24 leading-relaxed">
        <code>{text}</code>
      </pre>
      <CopyButton text={text} label={label} className="absolute top-1.5 right-1.5" />
    </div>
  );
}
