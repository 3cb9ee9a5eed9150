import type { Person } from '@qyzmet/gateway'

/** An address in one line, from the largest part to the smallest; a city that is its own region is said once. */
export function addressLine(address: NonNullable<Person['address']>): string {
  const { region, district, city, street, building, flat } = address
  const parts = [region, district, city, street, flat === undefined ? building : `${building}-${flat}`]
  return parts.filter((part, index) => part !== '' && part !== parts[index - 1]).join(', ')
}
