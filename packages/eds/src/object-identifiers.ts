/** Object identifiers by what they mean here. KZ arcs are those of the National Certification Authority's profile. */
export const OID = {
  commonName: '2.5.4.3',
  surname: '2.5.4.4',
  serialNumber: '2.5.4.5',
  country: '2.5.4.6',
  locality: '2.5.4.7',
  state: '2.5.4.8',
  organization: '2.5.4.10',
  organizationalUnit: '2.5.4.11',
  /** The KZ profile keeps the patronymic in `givenName`. */
  givenName: '2.5.4.42',
  userId: '0.9.2342.19200300.100.1.1',

  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAlternativeName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  crlNumber: '2.5.29.20',
  reasonCode: '2.5.29.21',
  invalidityDate: '2.5.29.24',
  deltaCrlIndicator: '2.5.29.27',
  crlDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  freshestCrl: '2.5.29.46',
  authorityInformationAccess: '1.3.6.1.5.5.7.1.1',
  keyStorage: '1.2.398.3.3.5',

  clientAuth: '1.3.6.1.5.5.7.3.2',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',

  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  timeStampInfo: '1.2.840.113549.1.9.16.1.4',
  contentTypeAttribute: '1.2.840.113549.1.9.3',
  messageDigestAttribute: '1.2.840.113549.1.9.4',
  signingTimeAttribute: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  timeStampTokenAttribute: '1.2.840.113549.1.9.16.2.14',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',

  ocspBasic: '1.3.6.1.5.5.7.48.1.1',
  ocspNonce: '1.3.6.1.5.5.7.48.1.2',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',

  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  rsaEncryption: '1.2.840.113549.1.1.1',
  sha256WithRsa: '1.2.840.113549.1.1.11',
  sha384WithRsa: '1.2.840.113549.1.1.12',
  sha512WithRsa: '1.2.840.113549.1.1.13',

  /** GOST R 34.10-2015 and GOST R 34.11-2015 in Kazakhstan's own arc 1.2.398.3.10.1. */
  gost512Key: '1.2.398.3.10.1.1.2.2',
  gost512ParamSetA: '1.2.398.3.10.1.1.2.2.1',
  gost512Signature: '1.2.398.3.10.1.1.2.3.2',
  gost256Key: '1.2.398.3.10.1.1.2.1',
  gost256ParamSetA: '1.2.398.3.10.1.1.2.1.1',
  gost256Signature: '1.2.398.3.10.1.1.2.3.1',
  streebog256: '1.2.398.3.10.1.3.2',
  streebog512: '1.2.398.3.10.1.3.3',
  /** GOST 34.310-2004 and GOST 34.311-95. */
  gost2004Key: '1.2.398.3.10.1.1.1.1',
  gost2004ParamSetA: '1.2.398.3.10.1.1.1.1.1',
  gost2004Signature: '1.2.398.3.10.1.1.1.2',
  gost34311: '1.2.398.3.10.1.3.1',
  gost34311ParamSet: '1.2.398.3.10.1.3.1.1.0',

  individual: '1.2.398.3.3.4.1.1',
  legalEntity: '1.2.398.3.3.4.1.2',
  head: '1.2.398.3.3.4.1.2.1',
  signingRight: '1.2.398.3.3.4.1.2.2',
  financialSigningRight: '1.2.398.3.3.4.1.2.3',
  humanResources: '1.2.398.3.3.4.1.2.4',
  employee: '1.2.398.3.3.4.1.2.5',
  digitalSystem: '1.2.398.3.3.4.1.2.6',
  /** Of clients of the Treasury; policies of the time before GOST-512 lie under it too. */
  treasuryClient: '1.2.398.5.19.1.2.2.1',

  /** The arc of the Authority's certificate policies; time-stamp policies lie under its `.6`. */
  policyArc: '1.2.398.3.3.2',
  policyOrganisationSigns: '1.2.398.3.3.2.1',
  policyOrganisationSignsIn: '1.2.398.3.3.2.2',
  policyPersonSigns: '1.2.398.3.3.2.3',
  policyPersonSignsIn: '1.2.398.3.3.2.4',
  policyStamps: '1.2.398.3.3.2.6',
  timeStampPolicyRsa: '1.2.398.3.3.2.6.2',
  timeStampPolicyGost: '1.2.398.3.3.2.6.4',
} as const

/** Whether `oid` is `arc` or lies under it. */
export function isUnder(oid: string, arc: string): boolean {
  return oid === arc || oid.startsWith(`${arc}.`)
}
