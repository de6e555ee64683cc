import { Combobox } from '@base-ui/react/combobox';
import { useNavigate } from '@tanstack/react-router';
import { Check, ChevronsUpDown, Plus, Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { useViewer } from '../../graphql/use-viewer.ts';
import { projectSegment } from '../../lib/project-ref.ts';
import { Badge } from '../../ui/badge.tsx';
import { uiText } from '../../ui/text.ts';
import { ShellFindProjectsDocument } from './generated/operations.ts';
import { useSection } from './place.ts';
import { type ProjectChoice, recentProjects } from './recent-projects.ts';
import { shellText } from './text.ts';

const DELAY_MS = 200;

/** Asks the server for the first 20 projects that match, once the user pauses. */
function useProjectSearch(text: string, isOpen: boolean) {
  const [search, setSearch] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSearch(text.trim()), text === '' ? 0 : DELAY_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const [{ data, fetching }] = useQuery({
    query: ShellFindProjectsDocument,
    variables: { search },
    pause: !isOpen,
  });
  return { projects: data?.organization.projects, isLoading: fetching || text.trim() !== search };
}

type SwitcherProps = {
  /** The project of the page. Null: the page is one of the organization, or the project is not known yet. */
  readonly current: ProjectChoice | null;
};

/** Chooses the project. Another one is shown in the same section. */
export function Switcher({ current }: SwitcherProps) {
  const { organization } = useViewer();
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  const { projects, isLoading } = useProjectSearch(text, isOpen);
  const found = projects?.nodes ?? [];
  const recent = text === '' ? recentProjects(organization.id) : [];
  const others = found.filter(({ id }) => !recent.some((project) => project.id === id));
  const navigate = useNavigate();
  const section = useSection();
  const open = (project: ProjectChoice | null) => {
    if (project === null) return;
    navigate({ to: `/projects/$projectId/${section}`, params: { projectId: projectSegment(project) } });
  };
  return (
    <Combobox.Root
      items={[...recent, ...others]}
      filter={null}
      value={null}
      onValueChange={open}
      itemToStringLabel={({ name }: ProjectChoice) => name}
      inputValue={text}
      onInputValueChange={(value, { reason }) => {
        if (reason !== 'item-press') setText(value);
      }}
      open={isOpen}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) setText('');
      }}
      autoHighlight
    >
      <Combobox.Trigger
        aria-label={current ? `${shellText.switchProject}: ${current.name}` : shellText.chooseProject}
        className="flex w-full items-center gap-2 rounded-lg border border-line bg-surface px-3 py-2 text-left hover:bg-hover"
      >
        <span className="grid min-w-0 flex-1">
          <span className="truncate text-xs text-muted">{organization.name}</span>
          <span className="truncate font-semibold">{current?.name ?? shellText.chooseProject}</span>
        </span>
        {current && <Marks project={current} />}
        <ChevronsUpDown size={15} aria-hidden className="text-muted" />
      </Combobox.Trigger>
      <Combobox.Portal>
        <Combobox.Positioner align="start" sideOffset={6} className="z-50">
          <Combobox.Popup
            aria-label={shellText.switchProject}
            className="grid max-h-[min(28rem,var(--available-height))] w-80 max-w-[calc(100vw-2rem)] grid-rows-[auto_1fr_auto] overflow-hidden rounded-lg border border-line bg-raised shadow-pop"
          >
            <div className="relative border-b border-line">
              <Search size={15} aria-hidden className="absolute top-1/2 left-3 -translate-y-1/2 text-muted" />
              <Combobox.Input
                aria-label={shellText.searchProjects}
                placeholder={shellText.searchProjects}
                className="h-10 w-full bg-transparent pr-3 pl-9 -outline-offset-2 placeholder:text-muted"
              />
            </div>
            <div className="overflow-y-auto p-1">
              <Combobox.List>
                {recent.length > 0 && (
                  <Group label={shellText.recentProjects} projects={recent} currentId={current?.id} />
                )}
                {others.length > 0 && (
                  <Group label={shellText.allProjects} projects={others} currentId={current?.id} />
                )}
              </Combobox.List>
              <Combobox.Status className="px-2.5 py-1 text-[0.8125rem] text-muted empty:hidden">
                {statusOf(isLoading, recent.length + others.length, projects?.pageInfo.hasNextPage ?? false)}
              </Combobox.Status>
            </div>
            <button
              type="button"
              onClick={() => {
                setOpen(false);
                navigate({ to: '/projects', search: { create: true } });
              }}
              className="flex items-center gap-2 border-t border-line px-3.5 py-2.5 text-left font-medium -outline-offset-2 hover:bg-hover"
            >
              <Plus size={15} aria-hidden /> {shellText.newProject}
            </button>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}

function statusOf(isLoading: boolean, count: number, hasMore: boolean): string | null {
  if (isLoading) return uiText.loading;
  if (count === 0) return shellText.noProject;
  return hasMore ? shellText.moreProjects : null;
}

type GroupProps = {
  readonly label: string;
  readonly projects: readonly ProjectChoice[];
  readonly currentId: string | undefined;
};

function Group({ label, projects, currentId }: GroupProps) {
  return (
    <Combobox.Group>
      <Combobox.GroupLabel className="px-2.5 pt-1.5 pb-1 text-xs font-medium text-muted">
        {label}
      </Combobox.GroupLabel>
      {projects.map((project) => (
        <Combobox.Item
          key={project.id}
          value={project}
          className="flex cursor-pointer items-center gap-2 rounded-md px-2.5 py-1.5 data-[highlighted]:bg-accent-soft"
        >
          <span className="grid min-w-0 flex-1">
            <span className="truncate">{project.name}</span>
            {project.slug !== project.name.toLowerCase() && (
              <span className="truncate font-mono text-xs text-muted">{project.slug}</span>
            )}
          </span>
          <Marks project={project} />
          {project.id === currentId && <Check size={15} aria-hidden className="text-accent" />}
        </Combobox.Item>
      ))}
    </Combobox.Group>
  );
}

function Marks({ project }: { readonly project: ProjectChoice }) {
  return (
    <>
      {project.environment === 'TEST' && <Badge tone="warning">{shellText.test}</Badge>}
      {project.isDefault && <Badge>{shellText.defaultProject}</Badge>}
    </>
  );
}
