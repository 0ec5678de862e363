/// Devices without a keyboard: RFC 8628, and RFC 10027 on how it is abused.
///
/// ```
/// DeviceEndpoint          a client asks                   -> device code for itself, UserCode for the person
///   Devices.enter         somebody types the user code       guesses counted, ten entries of a code
///   Devices.allow, deny   they have seen what it is, in `login/`
///   TakeDevice            the client polls, in `token/`   -> a session and a grant of the device's own, once
/// ```
///
/// Each step is one conditional statement of [DeviceStore], so of any number at once one goes through. What was allowed
/// hangs by the session in which it was: that ended, it is gone.
@NullMarked
package dev.chancery.device;

import org.jspecify.annotations.NullMarked;
