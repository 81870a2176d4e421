// SPDX-License-Identifier: Apache-2.0
/** What the course of a load tells when it has ended: monitors that move with latency, and how its halves differ. */
@NullMarked
package io.github.perfjunit.internal.course;

import org.jspecify.annotations.NullMarked;
