import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { GraphiQL } from 'graphiql';
import { useEffect, useMemo, useRef, useState } from 'react';
import { haveCompleteKey, headersOfKey, typedHeaders } from './credentials.ts';
import { FIRST_STEPS, NEW_TAB } from './first-steps.ts';
import type { Kept, Place } from './kept.ts';
import { KeyBar } from './key-bar.tsx';
import { createKeyFetcher } from './key-fetcher.ts';
import type { Shared } from './share.ts';
import { ShareButton } from './share-button.tsx';

export type AppProps = {
  readonly kept: Kept;
  /** The operation in the link that opened the page. Null: none. */
  readonly shared: Shared | null;
};

/** GraphiQL with a field for the API key. Sends no request without a key. */
export function App({ kept, shared }: AppProps) {
  const [key, setKey] = useState(kept.key);
  const [place, setPlace] = useState(kept.place);
  const [headerText, setHeaderText] = useState(() => kept.storage.getItem('graphiql:headers') ?? '');
  const [notice, setNotice] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const fetcher = useMemo(
    () =>
      createKeyFetcher({
        key,
        onKeyMissing: () => field.current?.focus(),
        onKeyChecked: (rejection) => setNotice(rejection ?? ''),
      }),
    [key],
  );
  const isOpen = haveCompleteKey({ ...headersOfKey(key), ...typedHeaders(headerText) });
  const enterKey = (next: string) => {
    kept.setKey(next);
    setKey(next);
    setNotice('');
  };
  const keepIn = (next: Place) => {
    kept.moveTo(next);
    setPlace(next);
  };
  const linked = shared && { initialQuery: shared.query, initialVariables: shared.variables };
  return (
    <>
      <KeyBar fieldRef={field} apiKey={key} place={place} notice={notice} onKey={enterKey} onPlace={keepIn} />
      <GraphiQL
        fetcher={fetcher}
        // Null prevents the introspection query, which GraphiQL repeats for each key.
        {...(isOpen ? {} : { schema: null })}
        storage={kept.storage}
        // The storage decides whether headers are persisted.
        shouldPersistHeaders
        showPersistHeadersSettings={false}
        defaultTabs={shared ? [shared, ...FIRST_STEPS] : FIRST_STEPS}
        defaultQuery={NEW_TAB}
        defaultEditorToolsVisibility={isNarrow() && !shared?.variables ? false : 'variables'}
        onEditHeaders={setHeaderText}
        schemaDescription
        inputValueDeprecation
        {...linked}
      >
        <GraphiQL.Logo>
          <span />
        </GraphiQL.Logo>
        <GraphiQL.Toolbar>
          {({ prettify, merge, copy }) => (
            <>
              {prettify}
              {merge}
              {copy}
              <ShareButton onNotice={setNotice} />
              {shared && <SelectOperation name={shared.operationName} />}
            </>
          )}
        </GraphiQL.Toolbar>
      </GraphiQL>
    </>
  );
}

const isNarrow = () => matchMedia('(max-width: 700px)').matches;

/** Selects the operation of a link once the editor has read its document. */
function SelectOperation({ name }: { readonly name: string }) {
  const { setOperationName } = useGraphiQLActions();
  const exists = useGraphiQL((state) =>
    state.operations?.some((operation) => operation.name?.value === name),
  );
  useEffect(() => {
    if (exists) setOperationName(name);
  }, [exists, name, setOperationName]);
  return null;
}
