// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;

/** What a customer wants to buy. */
public record NewOrder(
        @NotBlank @Size(max = 100) String customer,
        @NotEmpty @Size(max = 50) List<@Valid Item> items) {

    public record Item(
            @Positive long productId, @Positive @Max(1000) int quantity) {}
}
