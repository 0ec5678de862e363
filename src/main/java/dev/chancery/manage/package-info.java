/// What operators and their machines ask of a node: is it alive, is it ready, what has it done; and its log lines.
///
/// | file               | what it answers                                                   |
/// |--------------------|-------------------------------------------------------------------|
/// | [ManagementRoutes] | the URLs of the management port                                   |
/// | [Readiness]        | `/health/ready`: may this node be sent requests?                  |
/// | [Metrics]          | `/metrics`, in Prometheus' text format                            |
/// | [RequestMetrics]   | requests by route, method and status class                        |
/// | [AccessLog]        | one log line for each request                                     |
/// | [Logging]          | the format of log lines: [JsonLines], or [TextLines] for people   |
/// | [LogConfiguration] | which loggers there are, and where their lines go                 |
///
/// Labels are fixed sets and log lines carry no query, header or content, so that nobody outside can make them grow
/// or put a secret into them.
@NullMarked
package dev.chancery.manage;

import org.jspecify.annotations.NullMarked;
