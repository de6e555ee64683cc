import { ToolbarButton, useGraphiQL } from '@graphiql/react';
import { writeLink } from './share.ts';

/** Copies a link to the document, its variables and the name of its operation. The link contains no headers or keys. */
export function ShareButton({ onNotice }: { readonly onNotice: (notice: string) => void }) {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const operationName = useGraphiQL((state) => state.operationName);
  const share = async () => {
    const link = writeLink(location, {
      query: queryEditor?.getValue() ?? '',
      variables: variableEditor?.getValue() ?? '',
      operationName: operationName ?? '',
    });
    history.replaceState(null, '', link);
    // Browsers provide no clipboard to pages without TLS from another host.
    const isCopied = await navigator.clipboard?.writeText(link).then(
      () => true,
      () => false,
    );
    onNotice(isCopied ? 'Link copied. It contains no key.' : 'The address of this page is the link.');
  };
  return (
    <ToolbarButton onClick={share} label="Copy link">
      <svg
        viewBox="0 0 24 24"
        className="graphiql-toolbar-icon"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
      >
        <path
          d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.2 1.2M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.2-1.2"
          strokeWidth="2"
          strokeLinecap="round"
        />
      </svg>
    </ToolbarButton>
  );
}
