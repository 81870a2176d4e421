// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstances;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Fields of a test that hold data sources. */
final class DataSourceFields {

    private final List<Map<String, DataSource>> levels;
    private final List<String> empty;

    private DataSourceFields(List<Map<String, DataSource>> levels, List<String> empty) {
        this.levels = levels;
        this.empty = empty;
    }

    /** Reads the fields of the test's class and of the classes around it; those of instances if there are instances. */
    static DataSourceFields of(ExtensionContext context) throws BadDatabaseException {
        List<Object> instances =
                context.getTestInstances().map(TestInstances::getAllInstances).orElse(List.of());
        List<Map<String, DataSource>> levels = new ArrayList<>();
        List<String> empty = new ArrayList<>();
        for (Class<?> type = context.getTestClass().orElse(null); type != null; type = type.getEnclosingClass()) {
            Object instance =
                    instances.stream().filter(type::isInstance).findFirst().orElse(null);
            // The class around may be an heir of the one that the nested class is written in.
            Class<?> actual = instance == null ? type : instance.getClass();
            Map<String, DataSource> level = new LinkedHashMap<>();
            Set<DataSource> known = Collections.newSetFromMap(new IdentityHashMap<>());
            for (Field field : ReflectionSupport.findFields(
                    actual, f -> DataSource.class.isAssignableFrom(f.getType()), HierarchyTraversalMode.BOTTOM_UP)) {
                if (instance == null && !Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                DataSource value = value(field, instance);
                if (value == null) {
                    empty.add(field.getName());
                } else if (!(value instanceof PlainDataSource) && known.add(value)) {
                    // One that we gave to the test says nothing new about its database.
                    level.putIfAbsent(field.getName(), value);
                }
            }
            levels.add(level);
        }
        return new DataSourceFields(levels, empty);
    }

    private static @Nullable DataSource value(Field field, @Nullable Object instance) throws BadDatabaseException {
        try {
            field.setAccessible(true);
            return (DataSource) field.get(instance);
        } catch (IllegalAccessException | RuntimeException e) {
            throw new BadDatabaseException("the field '" + field.getName() + "' cannot be read: " + e);
        }
    }

    /** Returns those of the innermost class that has any, by name. */
    Map<String, DataSource> nearest() {
        return levels.stream().filter(level -> !level.isEmpty()).findFirst().orElse(Map.of());
    }

    /** Returns all by name; of two with one name, that of the inner class. */
    Map<String, DataSource> all() {
        Map<String, DataSource> all = new LinkedHashMap<>();
        levels.forEach(level -> level.forEach(all::putIfAbsent));
        return all;
    }

    /** Returns the names of fields that hold nothing. */
    List<String> empty() {
        return empty;
    }
}
