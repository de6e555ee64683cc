import { KeyRound, type LucideIcon, Settings } from 'lucide-react';

/** The sections of a project in the order of the sidebar. A name is a part of addresses and does not change. */
export const SECTIONS = [
  { name: 'api-keys', label: 'API keys', icon: KeyRound },
  { name: 'settings', label: 'Settings', icon: Settings },
] as const satisfies readonly { readonly name: string; readonly label: string; readonly icon: LucideIcon }[];

export type Section = (typeof SECTIONS)[number]['name'];
