import { Link } from '@tanstack/react-router';
import { Boxes, Building2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { signOut } from '../../graphql/session.ts';
import { useViewer } from '../../graphql/use-viewer.ts';
import { projectSegment } from '../../lib/project-ref.ts';
import { Button } from '../../ui/button.tsx';
import { SECTIONS } from '../sections.ts';
import { Mark } from './mark.tsx';
import type { ProjectChoice } from './recent-projects.ts';
import { Switcher } from './switcher.tsx';
import { shellText } from './text.ts';
import { ThemeChoice } from './theme-choice.tsx';

const LINK =
  'flex min-h-8 items-center gap-2.5 rounded-md px-2.5 text-muted hover:bg-hover hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent';

type SidebarProps = { readonly current: ProjectChoice | null; readonly segment: string | null };

/** The project of the page, its sections, and those of the organization. */
export function Sidebar({ current, segment }: SidebarProps): ReactNode {
  const { kind, project } = useViewer();
  const isOrganization = kind === 'ORGANIZATION';
  const shown = segment ?? (project ? projectSegment(project) : null);
  return (
    <div className="flex h-full flex-col gap-4 px-3 py-4">
      <Link to="/" className="rounded-md px-2">
        <Mark />
      </Link>
      {isOrganization ? <Switcher current={current} /> : <OnlyProject />}
      <nav aria-label={shellText.mainNavigation} className="grid flex-1 content-start gap-5 overflow-y-auto">
        {shown !== null && (
          <ul className="grid gap-0.5">
            {SECTIONS.map(({ name, label, icon: Icon }) => (
              <li key={name}>
                <Link
                  to={`/projects/$projectId/${name}`}
                  params={{ projectId: shown }}
                  activeOptions={{ includeSearch: false }}
                  className={LINK}
                >
                  <Icon size={16} aria-hidden /> {label}
                </Link>
              </li>
            ))}
          </ul>
        )}
        {isOrganization && <OrganizationLinks />}
      </nav>
      <Account />
    </div>
  );
}

function OrganizationLinks() {
  return (
    <div className="grid gap-1">
      <h2 className="px-2.5 text-xs font-medium text-muted">{shellText.organization}</h2>
      <ul className="grid gap-0.5">
        <li>
          <Link to="/projects" activeOptions={{ exact: true, includeSearch: false }} className={LINK}>
            <Boxes size={16} aria-hidden /> {shellText.projects}
          </Link>
        </li>
        <li>
          <Link to="/organization/keys" activeOptions={{ includeSearch: false }} className={LINK}>
            <Building2 size={16} aria-hidden /> {shellText.organizationKeys}
          </Link>
        </li>
      </ul>
    </div>
  );
}

/** In place of the switcher: a project key opens one project. */
function OnlyProject() {
  const { organization, project } = useViewer();
  return (
    <div className="grid rounded-lg border border-line bg-surface px-3 py-2">
      <span className="truncate text-xs text-muted">{organization.name}</span>
      <span className="truncate font-semibold">{project?.name}</span>
    </div>
  );
}

function Account() {
  const { apiKey } = useViewer();
  return (
    <div className="grid gap-2 border-t border-line px-2 pt-3">
      <p className="grid text-[0.8125rem]">
        <span className="text-xs text-muted">{shellText.signedInAs}</span>
        <span className="truncate font-medium">{apiKey.name}</span>
        <code className="text-xs text-muted">
          {apiKey.prefix}…{apiKey.last4}
        </code>
      </p>
      <div className="flex items-center justify-between gap-2">
        <ThemeChoice />
        <Button size="small" variant="quiet" onClick={signOut}>
          {shellText.signOut}
        </Button>
      </div>
    </div>
  );
}
