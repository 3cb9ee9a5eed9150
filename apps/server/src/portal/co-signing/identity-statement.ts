import { canonicalJson, utf8 } from '@qyzmet/casework'

/** What somebody signs to prove that the account is theirs. It says what for, so that the signature proves nothing else. */
export function identityStatement(
  caseId: string,
  { accountId, iin }: { readonly accountId: string; readonly iin: string },
): Uint8Array {
  return utf8(
    canonicalJson({
      format: 'qyzmet-identity-1',
      purpose: 'co-signature',
      application: caseId,
      account: accountId,
      iin,
    }),
  )
}
