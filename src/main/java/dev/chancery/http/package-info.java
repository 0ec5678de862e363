/// HTTP as the house sees it: a [Handler] is a function from [Request] to [Response].
///
/// | file                               | what it settles                                             |
/// |------------------------------------|-------------------------------------------------------------|
/// | [JettyListener]                    | the only file that knows the HTTP library                   |
/// | [FrontDoor]                        | one path, one address, one id, one answer to what is thrown |
/// | [Router], [Route]                  | which handler; the list of all routes                       |
/// | [CanonicalPath], [Percent]         | the one spelling of a path, and its decoding                |
/// | [Form], [Json]                     | bodies, bounded and strict                                  |
/// | [TrustedProxies], [NetworkAddress] | whose word on the client's address counts                   |
/// | [Cookie]                           | what a browser keeps for us                                 |
/// | [Views], [StaticFiles]             | pages; the only file that knows the template engine         |
/// | [Cors], [SecurityHeaders]          | what browsers are told                                      |
/// | [Admission]                        | who is answered now, who waits, who is turned away          |
/// | [ListenSettings], [Limits], [Tls]  | the settings of one listener                                |
///
/// What a client did wrong is an [HttpRefusal]; everything else that is thrown is a fault, answered with a
/// reference only. The room knows no domain and no database.
@NullMarked
package dev.chancery.http;

import org.jspecify.annotations.NullMarked;
