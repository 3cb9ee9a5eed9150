import type { Party } from '@qyzmet/casework'

/** Name of the post whose holders look after the installation; no regulation has an actor of this name. */
const ADMINISTRATOR = 'administrator'

/** Whether the person holds the post of an administrator today. */
export function isAdministrator({ roles }: Extract<Party, { kind: 'staff' }>): boolean {
  return roles.some(({ actor }) => actor === ADMINISTRATOR)
}
