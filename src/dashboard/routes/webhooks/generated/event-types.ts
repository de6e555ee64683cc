export const webhookEventTypes = [
  {
    "value": "API_KEY_CREATED",
    "description": "Sent as `api_key.created`. Its `data`: The key without its secret, with its restrictions."
  },
  {
    "value": "API_KEY_REGENERATED",
    "description": "Sent as `api_key.regenerated`. Its `data`: The new key without its secret. The older keys of the project were revoked."
  },
  {
    "value": "API_KEY_REVOKED",
    "description": "Sent as `api_key.revoked`. Its `data`: The key before its revocation. `cause` is REQUESTED, or LEAKED when its secret was reported as leaked."
  },
  {
    "value": "API_KEY_ROTATED",
    "description": "Sent as `api_key.rotated`. Its `data`: The key with its new prefix and last characters, and until when former secrets are accepted: `formerSecretsExpireAt`."
  },
  {
    "value": "API_KEY_UPDATED",
    "description": "Sent as `api_key.updated`. Its `data`: The key after the update, with its restrictions."
  },
  {
    "value": "CONNECTED_ACCOUNT_CREATED",
    "description": "Sent as `connected_account.created`. Its `data`: The account without its credentials."
  },
  {
    "value": "CONNECTED_ACCOUNT_DELETED",
    "description": "Sent as `connected_account.deleted`. Its `data`: The account before its deletion, without its credentials. Also sent for each account that is deleted with its auth config."
  },
  {
    "value": "CONNECTED_ACCOUNT_EXPIRED",
    "description": "Sent as `connected_account.expired`. Its `data`: The account after the update, without its credentials. Sent when an update makes it EXPIRED, not when its `expiresAt` passes."
  },
  {
    "value": "CONNECTED_ACCOUNT_REVOKED",
    "description": "Sent as `connected_account.revoked`. Its `data`: The account in its final state. Its credentials are erased."
  },
  {
    "value": "CONNECTED_ACCOUNT_UPDATED",
    "description": "Sent as `connected_account.updated`. Its `data`: The account after the update, without its credentials. Sent for every update except those with a type of their own below."
  },
  {
    "value": "PROJECT_ARCHIVED",
    "description": "Sent as `project.archived`. Its `data`: The project before it was archived, with `archivedAt` and `purgeAt`. Sent to subscriptions of the organization only."
  },
  {
    "value": "PROJECT_CONFIG_UPDATED",
    "description": "Sent as `project.config.updated`. Its `data`: The settings after the update."
  },
  {
    "value": "PROJECT_CREATED",
    "description": "Sent as `project.created`. Its `data`: The project. Sent to subscriptions of the organization only."
  },
  {
    "value": "PROJECT_DELETED",
    "description": "Sent as `project.deleted`. Its `data`: The project before its deletion. `archived` is true when it was archived and can be restored: in this release such an event is sent beside `project.archived`, later only for permanent deletions. No other events are sent for what was in it. Sent to subscriptions of the organization only."
  },
  {
    "value": "PROJECT_PURGED",
    "description": "Sent as `project.purged`. Its `data`: An archived project after the last of its rows was deleted. Sent to subscriptions of the organization only."
  },
  {
    "value": "PROJECT_RESTORED",
    "description": "Sent as `project.restored`. Its `data`: The project after it was restored, with the numbers of its keys and webhook subscriptions. Sent to subscriptions of the organization only."
  },
  {
    "value": "PROJECT_UPDATED",
    "description": "Sent as `project.updated`. Its `data`: The project after the update: another name or slug, or it became or ceased to be the default project."
  },
  {
    "value": "QUOTA_EXCEEDED",
    "description": "Sent as `quota.exceeded`. Its `data`: The usage of a quota that has reached 100 percent, whether the quota is hard or soft. Sent once a month for tool calls, and once for sessions."
  },
  {
    "value": "QUOTA_WARNING",
    "description": "Sent as `quota.warning`. Its `data`: The usage of a quota that has reached 80 percent. Sent once a month for tool calls, and once for sessions."
  },
  {
    "value": "SESSION_CLOSED",
    "description": "Sent as `session.closed`. Its `data`: The session in its final state."
  },
  {
    "value": "SESSION_CREATED",
    "description": "Sent as `session.created`. Its `data`: The session."
  },
  {
    "value": "TRIGGER_CREATED",
    "description": "Sent as `trigger.created`. Its `data`: The trigger without its config."
  },
  {
    "value": "TRIGGER_DELETED",
    "description": "Sent as `trigger.deleted`. Its `data`: The trigger before its deletion, without its config. Also sent for each trigger that is deleted with its account."
  },
  {
    "value": "TRIGGER_UPDATED",
    "description": "Sent as `trigger.updated`. Its `data`: The trigger after the update, without its config. Also sent when only the config changed."
  },
  {
    "value": "WEBHOOK_TEST",
    "description": "Sent as `webhook.test`. Its `data`: The id of the subscription. Sent by `sendTestWebhook` only; subscriptions cannot name it."
  }
] as const;
