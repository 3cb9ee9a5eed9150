export { createBoundedCache, type BoundedCache } from './bounded-cache.ts'
export { hexOf, sameBytes } from './bytes.ts'
export { AnchorsError, parseAnchors, type AnchorOptions, type TrustAnchors } from './trust-anchors.ts'
export { combineSuites, rsaSuite, type AlgorithmSuite, type SignatureCheck } from './algorithm-suite.ts'
export { parseCertificate, type Certificate, type KeyUsage, type Role } from './certificate.ts'
export { checkCrl, fitsBase, type CrlFault, type CrlFinding } from './crl.ts'
export { parseCrl, parseCrlHeader, type Crl, type CrlHeader } from './crl-reader.ts'
export { parseSignedData, type SignedData, type SignerInfo } from './cms.ts'
export { describeFinding, isSignatureFinding } from './describe-finding.ts'
export {
  contextTag,
  derChildren,
  DerError,
  derFields,
  derInside,
  readDer,
  TAG,
  type DerFields,
  type DerLimits,
  type DerNode,
} from './der.ts'
export {
  bitStringOctets,
  integerHex,
  octetStringValue,
  oidValue,
  smallInteger,
  textValue,
  timeValue,
} from './der-values.ts'
export { derBoolean, derInteger, derNull, derOctets, derOid, derSequence, derSetOf, derValue } from './der-writer.ts'
export { type ExpectedSigner } from './examine.ts'
export { judge, judgeEach, type JudgeInput } from './judge.ts'
export { GOST_2004, GOST_256, GOST_512, type GostFamily } from './gost/families.ts'
export { createGostSuite, gostSuite } from './gost/gost-suite.ts'
export { createGostSigner, newGostPrivateKey, type GostSigner } from './gost/signer.ts'
export { nationalSuite } from './national-suite.ts'
export { isUnder, OID } from './object-identifiers.ts'
export { checkOcsp, ocspRequest, type OcspFinding } from './ocsp.ts'
export { requestStamp, UnusableAnswerError, type StampPorts } from './request-stamp.ts'
export { harmsSignature, type Revocation, type RevocationReason } from './revocation.ts'
export { RULES_2026, type SignatureRules } from './rules.ts'
export { type SeveralRequest, type SeveralVerdict } from './several-signers.ts'
export {
  checkTimeStamp,
  grantedToken,
  parseTimeStampRequest,
  timeStampRequest,
  type StampFinding,
} from './time-stamp.ts'
export { type Evidence, type KeptList, type SignatureFinding, type Verdict } from './verdict.ts'
export { type Neighbour, type RevocationPorts } from './revocation-questions.ts'
export {
  createVerifier,
  type CertificateStanding,
  type Verifier,
  type VerifierPorts,
  type VerifyRequest,
} from './verifier.ts'
export { SealError } from './xml/make-sealed.ts'
export { openSealed, type OpenedXml, type SealFault, type SealTrust } from './xml/open-sealed.ts'
export { type SealKind } from './xml/signature-form.ts'
export {
  attributeOf,
  cutOut,
  isElement,
  MESSAGE_LIMITS,
  readXml,
  XmlError,
  type XmlElement,
  type XmlLimits,
} from './xml/xml-reader.ts'
export { createXmlSeal, type SealKey, type XmlSeal, type XmlSealPorts } from './xml/xml-seal.ts'
