// SPDX-License-Identifier: Apache-2.0
/** The methods of a test class as code of virtual users. */
@NullMarked
package io.github.perfjunit.internal.body;

import org.jspecify.annotations.NullMarked;
