/** Codes under which services of other systems stand in the register of the gateway. */
export const PORTAL_APPLICATIONS = 'PORTAL_APPLICATIONS'
/** Says what the portal believes of applications. */
export const PORTAL_STATES = 'PORTAL_STATES'
/** The temporary storage of files. */
export const TEMPORARY_STORAGE = 'EDS_TEMP_FILES'
/** Documents between the document systems of state bodies, and what becomes of them. */
export const ESEDO_DOCUMENTS = 'ESEDO_UNIVERSAL_SERVICE'
