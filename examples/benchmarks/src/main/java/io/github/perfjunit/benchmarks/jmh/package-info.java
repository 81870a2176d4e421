// SPDX-License-Identifier: Apache-2.0
/** Microbenchmarks of the parts that every request goes through. Fields are set by JMH, hence no null checks here. */
package io.github.perfjunit.benchmarks.jmh;
