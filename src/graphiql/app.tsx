import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { GraphiQL } from 'graphiql';
import { useEffect, useMemo, useRef, useState } from 'react';
import { createAsk } from './ask.ts';
import { carryWholeKey, headersOfKey, typedHeaders } from './credentials.ts';
import { FIRST_STEPS, NEW_TAB } from './first-steps.ts';
import type { Kept, Place } from './kept.ts';
import { KeyBar } from './key-bar.tsx';
import type { Shared } from './share.ts';
import { ShareButton } from './share-button.tsx';

export type AppProps = {
  readonly kept: Kept;
  /** What the link that led here carries. Null: it carries nothing. */
  readonly shared: Shared | null;
};

/** GraphiQL with a field for the API key. Nothing is sent before there is one. */
export function App({ kept, shared }: AppProps) {
  const [key, setKey] = useState(kept.key);
  const [place, setPlace] = useState(kept.place);
  const [headerText, setHeaderText] = useState(() => kept.storage.getItem('graphiql:headers') ?? '');
  const [notice, setNotice] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const fetcher = useMemo(
    () =>
      createAsk({
        key,
        onKeyMissing: () => field.current?.focus(),
        onKeyChecked: (refusal) => setNotice(refusal ?? ''),
      }),
    [key],
  );
  const isOpen = carryWholeKey({ ...headersOfKey(key), ...typedHeaders(headerText) });
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
        // Null keeps it from asking for the schema, which it does anew for each key.
        {...(isOpen ? {} : { schema: null })}
        storage={kept.storage}
        // The storage decides whether headers stay.
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
  const isThere = useGraphiQL((state) =>
    state.operations?.some((operation) => operation.name?.value === name),
  );
  useEffect(() => {
    if (isThere) setOperationName(name);
  }, [isThere, name, setOperationName]);
  return null;
}
