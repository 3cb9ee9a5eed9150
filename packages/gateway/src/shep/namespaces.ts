export const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'
export const XSI = 'http://www.w3.org/2001/XMLSchema-instance'
export const XSD = 'http://www.w3.org/2001/XMLSchema'

/** Only the outermost element of a message is in a namespace of the gateway; all inner ones are in none. */
export const SYNC_TYPES = 'http://bip.bee.kz/SyncChannel/v10/Types'
export const ASYNC_TYPES = 'http://bip.bee.kz/AsyncChannel/v10/Types'
/** Of the notification that the gateway sends to its clients; their `sendMessage` shares the namespace of the channel. */
export const ASYNC_CLIENT_TYPES = 'http://bip.bee.kz/AsyncChannel/v10/Types/Client'
