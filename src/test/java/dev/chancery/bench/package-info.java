/// What `bench/run` needs in Java: the yardstick, and the load generator that keeps to the clock.
///
/// [Yardstick] answers tokens with nothing but the product's listener and signer behind it: what is lost between its
/// rate and the server's is the server's own work. [OpenLoop] sends at a fixed rate, whatever the answers do.
package dev.chancery.bench;
