import {
  KeyRound,
  Link2,
  type LucideIcon,
  MessagesSquare,
  Server,
  Settings,
  ShieldCheck,
  Webhook,
  Zap,
} from 'lucide-react';

/** The sections of a project in the order of the sidebar. A name is a part of addresses and does not change. */
export const SECTIONS = [
  { name: 'api-keys', label: 'API keys', icon: KeyRound },
  { name: 'triggers', label: 'Triggers', icon: Zap },
  { name: 'sessions', label: 'Sessions', icon: MessagesSquare },
  { name: 'servers', label: 'MCP servers', icon: Server },
  { name: 'connected-accounts', label: 'Connected accounts', icon: Link2 },
  { name: 'auth-configs', label: 'Auth configs', icon: ShieldCheck },
  { name: 'webhooks', label: 'Webhooks', icon: Webhook },
  { name: 'settings', label: 'Settings', icon: Settings },
] as const satisfies readonly { readonly name: string; readonly label: string; readonly icon: LucideIcon }[];

export type Section = (typeof SECTIONS)[number]['name'];
