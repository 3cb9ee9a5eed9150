import type { kk } from './kk.ts'

export const en: Readonly<Record<keyof typeof kk, string>> = {
  malformed: 'The signature file is damaged. Update NCALayer and sign again.',
  'too-large': 'The signature file is too large. Sign the document again on this page.',
  'no-signer': 'The file holds no signature. Sign the document again.',
  'several-signers':
    'One person must sign the document, but the file holds several signatures. Sign again with your own key only.',
  'signer-repeated': 'The file holds the signature of one person twice. Each person must sign the document once.',
  'signer-certificate-missing': 'No certificate came with the signature. Update NCALayer and sign again.',
  'content-differs': 'Another document was signed. Reload the page and sign this document.',
  'digest-mismatch':
    'The signature does not fit this document: it was changed after signing. Reload the page and sign again.',
  'signature-wrong': 'The signature did not pass the check. Sign again. If this happens once more, try another key.',
  'signing-certificate-mismatch': 'The signature names another certificate. Choose the key again and sign.',
  'algorithm-not-supported':
    'A signature made with this kind of key cannot be checked. Get a new key from the National Certification Authority and sign with it.',
  'chain-untrusted':
    'This certificate is not trusted: it was not issued by the National Certification Authority. Sign with a key from the National Certification Authority.',
  'certificate-not-yet-valid': 'The certificate is not valid yet. Sign with a key that is already valid.',
  'certificate-expired': 'The certificate has expired. Get a new key and sign again.',
  'key-usage-wrong':
    'This key is for signing in, not for signing documents. Choose the signing key: its file name does not begin with AUTH.',
  'role-wrong': 'The holder of this key may not sign this document. Sign with the key that states your authority.',
  'policy-wrong':
    'The certificate was not issued for such signatures. Get a signing key from the National Certification Authority and use it.',
  'iin-mismatch':
    'The document was signed with the key of another person. Choose the key with your IIN and sign again.',
  'bin-mismatch': 'The key belongs to another organisation. Sign with the key of your organisation.',
  'system-mismatch': 'The key was issued to another digital system. Sign with the key of this system.',
  'iin-missing': 'The certificate has no IIN. Sign with a key that states your IIN.',
  'certificate-revoked': 'The certificate was revoked. Get a new key and sign again.',
  'revocation-unknown':
    'The National Certification Authority is not answering now, so your certificate has not been checked yet. Your signature is kept and the check will be repeated by itself. You need do nothing.',
  'stamp-wrong': 'The time stamp in the signature is wrong. Sign again.',
  'stamp-untrusted': 'The time stamp was made by a service this system does not know. Update NCALayer and sign again.',
}
