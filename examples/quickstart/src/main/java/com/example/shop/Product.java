// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import java.math.BigDecimal;

/** Something for sale. */
public record Product(int id, String name, BigDecimal price) {

    String json() {
        return "{\"id\":" + id + ",\"name\":\"" + name + "\",\"price\":" + price + "}";
    }
}
