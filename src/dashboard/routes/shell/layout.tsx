import { Dialog } from '@base-ui/react/dialog';
import { Navigate, Outlet, useRouterState } from '@tanstack/react-router';
import { Menu } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { ActingProject } from '../../graphql/acting-project.ts';
import { useViewer } from '../../graphql/use-viewer.ts';
import { readError } from '../../lib/api-error.ts';
import { projectSegment, readProjectRef } from '../../lib/project-ref.ts';
import { ShellProjectDocument } from './generated/operations.ts';
import { Mark } from './mark.tsx';
import { Failed, ProjectMissing } from './messages.tsx';
import { OperationsPanel } from './operations-panel.tsx';
import { useProjectSegment, useSection } from './place.ts';
import { forgetProject, rememberProject } from './recent-projects.ts';
import { Sidebar } from './sidebar.tsx';
import { shellText } from './text.ts';
import { WaitingBanner } from './waiting-banner.tsx';

const KEY_HEADERS = { ORGANIZATION: 'x-org-api-key', PROJECT: 'x-api-key' } as const;

/** Reads the project of the address once: pages of the project share it. Null while it is being read: the former result of urql belongs to
 *  another project until then. */
function useAddressedProject() {
  const segment = useProjectSegment();
  const [{ data, error, fetching, stale }] = useQuery({
    query: ShellProjectDocument,
    variables: readProjectRef(segment ?? ''),
    pause: segment === null,
  });
  const found = segment === null || error ? null : (data?.project ?? null);
  const isAddressed = found !== null && (found.id === segment || found.slug === segment);
  const isMissing = error?.graphQLErrors.some(({ extensions }) => extensions.reason === 'PROJECT_NOT_FOUND');
  return {
    segment,
    project: isAddressed ? found : null,
    /** The project under its new slug, after it was renamed. */
    renamed: !isAddressed && !fetching && !stale ? found : null,
    isMissing: segment !== null && isMissing === true,
    error: segment !== null && error ? readError(error) : null,
  };
}

/** Focuses the heading of each page that the user goes to. */
function useFocusOnNavigation(): void {
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  const [first] = useState(path);
  useEffect(() => {
    if (path !== first) document.querySelector('h1')?.focus();
  }, [path, first]);
}

/** The frame of all pages: sidebar, top bar and the page of the address. */
export function Layout() {
  const { kind, organization } = useViewer();
  const { segment, project, renamed, isMissing, error } = useAddressedProject();
  const section = useSection();
  useFocusOnNavigation();
  useEffect(() => {
    if (project) rememberProject(organization.id, project);
  }, [project, organization.id]);
  useEffect(() => {
    if (isMissing && segment?.startsWith('proj_')) forgetProject(organization.id, segment);
  }, [isMissing, segment, organization.id]);
  const sidebar = <Sidebar current={project} segment={segment} />;
  return (
    <div className="md:grid md:grid-cols-[15.5rem_1fr]">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {shellText.skip}
      </a>
      <aside className="sticky top-0 h-dvh border-r border-line bg-surface max-md:hidden">{sidebar}</aside>
      <div className="min-w-0">
        <WaitingBanner />
        <header className="mx-auto flex h-12 w-full max-w-6xl items-center gap-2 px-4 max-md:border-b max-md:border-line max-md:bg-surface sm:px-8 md:justify-end">
          <Drawer>{sidebar}</Drawer>
          <OperationsPanel keyHeader={KEY_HEADERS[kind]} />
        </header>
        <main id="content" tabIndex={-1} className="outline-none">
          <ActingProject value={project?.id ?? null}>
            {isMissing && <ProjectMissing />}
            {error && !isMissing && <Failed error={error} />}
            {renamed && (
              <Navigate
                to={`/projects/$projectId/${section}`}
                params={{ projectId: projectSegment(renamed) }}
                replace
              />
            )}
            {error === null && (segment === null || project !== null) && (
              <Outlet key={project?.id ?? 'organization'} />
            )}
          </ActingProject>
        </main>
      </div>
    </div>
  );
}

/** The sidebar of narrow windows. It closes when the user goes to another page. */
function Drawer({ children }: { readonly children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what closes it.
  useEffect(() => setOpen(false), [path]);
  return (
    <Dialog.Root open={isOpen} onOpenChange={setOpen}>
      <Dialog.Trigger className="-ml-2 flex h-9 items-center gap-3 rounded-md px-2 md:hidden">
        <Menu size={18} aria-hidden />
        <span className="sr-only">{shellText.openNavigation}</span>
        <Mark />
      </Dialog.Trigger>
      <span className="flex-1 md:hidden" />
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-shade transition-opacity data-[ending-style]:opacity-0 data-[starting-style]:opacity-0" />
        <Dialog.Popup className="fixed inset-y-0 left-0 z-40 w-72 max-w-[85vw] border-r border-line bg-surface shadow-pop transition-transform data-[ending-style]:-translate-x-full data-[starting-style]:-translate-x-full">
          <Dialog.Title className="sr-only">{shellText.mainNavigation}</Dialog.Title>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
