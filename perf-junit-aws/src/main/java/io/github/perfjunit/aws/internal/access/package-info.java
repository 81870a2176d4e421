// SPDX-License-Identifier: Apache-2.0
/** How a service of AWS is reached by what is watched or published beside a load, and its console. */
@NullMarked
package io.github.perfjunit.aws.internal.access;

import org.jspecify.annotations.NullMarked;
