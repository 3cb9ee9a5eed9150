/** Passwords of systems, and tokens with which somebody could ask in another's name. */
const SECRET =
  /(?<open>(?:<|&lt;)(?:[\w.-]+:)?(?<name>password|kdpToken|ovt)\b(?:[^>&]|&(?!gt;))*(?:>|&gt;))(?<value>.*?)(?<close>(?:<|&lt;)\/(?:[\w.-]+:)?\k<name>\s*(?:>|&gt;)|$)/gis
/** The answer of the consent service: its `code` is such a token. */
const CONSENT = /service\.2fa-chain\.kz/
const CONSENT_CODE =
  /(?<open>(?:<|&lt;)(?:[\w.-]+:)?(?<name>code)\s*(?:>|&gt;))(?<value>.*?)(?<close>(?:<|&lt;)\/(?:[\w.-]+:)?\k<name>\s*(?:>|&gt;)|$)/gis

/**
 * A message as people and logs may see it. It works on any text, also on one that is not XML or holds a document as
 * escaped text, and rather masks too much: a secret whose end is missing takes the rest of the message with it.
 */
export function maskSecrets(message: string): string {
  const masked = message.replace(SECRET, '$<open>***$<close>')
  return CONSENT.test(masked) ? masked.replace(CONSENT_CODE, '$<open>***$<close>') : masked
}
