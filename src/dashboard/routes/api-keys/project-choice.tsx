import { useState } from 'react';
import { useQuery } from 'urql';
import { CheckboxField } from '../../ui/controls/field.tsx';
import { SearchField } from '../../ui/lists/search-field.tsx';
import { ApiKeysFindProjectsDocument } from './generated/operations.ts';
import { createKeyText } from './text.ts';

export type ChosenProject = { readonly id: string; readonly name: string; readonly slug: string };

type ProjectChoiceProps = {
  /** Null: all projects. */
  readonly value: readonly ChosenProject[] | null;
  /** The message of the server. */
  readonly error: string | undefined;
  readonly onChange: (projects: readonly ChosenProject[] | null) => void;
};

/** Chooses the projects that a key of the organization is restricted to. */
export function ProjectChoice({ value, error, onChange }: ProjectChoiceProps) {
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1.5 font-medium">{createKeyText.projects}</legend>
      <label className="flex items-center gap-2">
        <input type="radio" name="projects" checked={value === null} onChange={() => onChange(null)} />
        {createKeyText.allProjects}
      </label>
      <label className="flex items-center gap-2">
        <input type="radio" name="projects" checked={value !== null} onChange={() => onChange([])} />
        {createKeyText.onlyProjects}
      </label>
      {value !== null && <FoundProjects chosen={value} onChange={onChange} />}
      {error && (
        <p role="alert" className="text-[0.8125rem] text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}

type FoundProjectsProps = {
  readonly chosen: readonly ChosenProject[];
  readonly onChange: (projects: readonly ChosenProject[]) => void;
};

/** The chosen projects, then others that match the search. */
function FoundProjects({ chosen, onChange }: FoundProjectsProps) {
  const [search, setSearch] = useState('');
  const [{ data }] = useQuery({ query: ApiKeysFindProjectsDocument, variables: { search: search.trim() } });
  const found = data?.organization.projects;
  const others = (found?.nodes ?? []).filter(({ id }) => !chosen.some((project) => project.id === id));
  const toggle = (project: ChosenProject, isChosen: boolean) =>
    onChange(isChosen ? [...chosen, project] : chosen.filter(({ id }) => id !== project.id));
  const itemOf = (project: ChosenProject, isChosen: boolean) => (
    <li key={project.id}>
      <CheckboxField
        label={project.name}
        hint={project.slug}
        checked={isChosen}
        onChange={({ target }) => toggle(project, target.checked)}
      />
    </li>
  );
  return (
    <div className="grid gap-3 border-l-2 border-line pl-4">
      <SearchField label={createKeyText.searchProjects} value={search} onChange={setSearch} />
      <ul className="grid max-h-60 gap-2 overflow-y-auto">
        {chosen.map((project) => itemOf(project, true))}
        {others.map((project) => itemOf(project, false))}
      </ul>
      <p role="status" className="text-[0.8125rem] text-muted">
        {statusOf(found)}
      </p>
    </div>
  );
}

function statusOf(
  found:
    | { readonly nodes: readonly unknown[]; readonly pageInfo: { readonly hasNextPage: boolean } }
    | undefined,
): string {
  if (found?.nodes.length === 0) return createKeyText.noProject;
  return found?.pageInfo.hasNextPage ? createKeyText.moreProjects : createKeyText.projectsHint;
}
