import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ApiError } from '../../lib/api-error.ts';
import { buttonClass } from '../../ui/button.tsx';
import { ErrorCard } from '../../ui/error-card.tsx';
import { Page } from '../../ui/page.tsx';
import { shellText } from './text.ts';

function ToProjects() {
  return (
    <Link to="/" className={`justify-self-start ${buttonClass('secondary')}`}>
      {shellText.toProjects}
    </Link>
  );
}

/** The page of an address that no route has. */
export function NotFound(): ReactNode {
  return (
    <Page title={shellText.notFoundTitle} description={shellText.notFound}>
      <ToProjects />
    </Page>
  );
}

/** In place of a page of a project that the key cannot see: the API does not say whether it exists. */
export function ProjectMissing(): ReactNode {
  return (
    <Page title={shellText.projectMissingTitle} description={shellText.projectMissing}>
      <ToProjects />
    </Page>
  );
}

/** In place of a page that has thrown an error. */
export function Crashed(): ReactNode {
  return (
    <Page title={shellText.crashedTitle} description={shellText.crashed}>
      <button
        type="button"
        className={`justify-self-start ${buttonClass('secondary')}`}
        onClick={() => location.reload()}
      >
        {shellText.reload}
      </button>
    </Page>
  );
}

/** In place of a page whose project could not be read. */
export function Failed({ error }: { readonly error: ApiError }): ReactNode {
  return (
    <Page title={shellText.failedTitle}>
      <ErrorCard error={error} />
    </Page>
  );
}
