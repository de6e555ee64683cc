export const mcpTools = [
  {
    "value": "CLOSE_SESSION",
    "description": "Closes a session permanently. A session that is already closed stays unchanged."
  },
  {
    "value": "CREATE_SESSION",
    "description": "Creates a session of a user with the tools of some toolkits."
  },
  {
    "value": "GET_PROJECT",
    "description": "Returns the id, name and slug of the project."
  },
  {
    "value": "GET_PROJECT_CONFIG",
    "description": "Returns the settings of the project, such as the masking of credentials and what is logged."
  },
  {
    "value": "GET_TOOL_CALL_LOGS",
    "description": "Lists the recorded tool calls, most recent first, in pages. With includeData also their arguments and responses, as far as the project stores them."
  },
  {
    "value": "LIST_CONNECTED_ACCOUNTS",
    "description": "Lists the users' accounts with toolkits, newest first, in pages. Credentials are always masked."
  },
  {
    "value": "LIST_SESSIONS",
    "description": "Lists the sessions of users, newest first, in pages, each with its number of tool calls."
  },
  {
    "value": "LIST_TRIGGERS",
    "description": "Lists the triggers of connected accounts, newest first, in pages. Without their configs."
  },
  {
    "value": "SET_TRIGGER_ENABLED",
    "description": "Enables or disables a trigger. Enabling needs a connected account that is ACTIVE."
  },
  {
    "value": "UPDATE_PROJECT_CONFIG",
    "description": "Updates settings of the project. Absent settings stay unchanged; null clears the display name or the logo."
  }
] as const;
