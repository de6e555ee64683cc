/** Which rows a caller may see. Every read asks for one of these, and `domain/visibility.ts` alone makes them. */
export type VisibleProjects = {
  readonly organizationId: string;
  /** Null: every project of the organization. */
  readonly projectId: string | null;
};

/** As a Prisma `where` takes it: without a project, every entry of the organization. */
export type VisibleAuditEntries = {
  readonly organizationId: string;
  readonly projectId?: string;
};

export type VisibleOrganization = { readonly organizationId: string };
