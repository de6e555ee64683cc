/** The mark of the product. */
export function Mark() {
  return (
    <span className="inline-flex items-center gap-2 text-base font-semibold tracking-tight">
      <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
        <rect width="32" height="32" rx="7" className="fill-accent" />
        <path d="M7 24V9h4v3h3V9h4v3h3V9h4v15h-6v-4a3 3 0 0 0-6 0v4z" className="fill-on-accent" />
      </svg>
      Bailiwick
    </span>
  );
}
