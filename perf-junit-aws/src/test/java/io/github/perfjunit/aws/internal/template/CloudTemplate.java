// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A template as maps, lists and strings, with short forms of functions as long ones
 * (docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html).
 */
record CloudTemplate(Map<String, Object> root) {

    static CloudTemplate of(String yaml) {
        Node node =
                new Compose(LoadSettings.builder().build()).composeString(yaml).orElseThrow();
        return new CloudTemplate(map(plain(node, "")));
    }

    private static Object plain(Node node, String path) {
        Object value;
        if (node instanceof MappingNode mapping) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (NodeTuple tuple : mapping.getValue()) {
                String key = ((ScalarNode) tuple.getKeyNode()).getValue();
                if (map.put(key, plain(tuple.getValueNode(), path + "." + key)) != null) {
                    throw new IllegalArgumentException(path + "." + key + " occurs twice");
                }
            }
            value = map;
        } else if (node instanceof SequenceNode sequence) {
            List<Object> list = new ArrayList<>();
            sequence.getValue().forEach(each -> list.add(plain(each, path + "[" + list.size() + "]")));
            value = list;
        } else {
            value = ((ScalarNode) node).getValue();
        }
        String tag = node.getTag().getValue();
        if (!tag.startsWith("!")) {
            return value;
        }
        String function = tag.substring(1);
        if (function.equals("GetAtt") && value instanceof String text) {
            value = List.of((Object[]) text.split("\\.", 2));
        }
        boolean plain = function.equals("Ref") || function.equals("Condition");
        return Map.of(plain ? function : "Fn::" + function, value);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of(value);
    }

    Map<String, Object> section(String name) {
        return map(root.getOrDefault(name, Map.of()));
    }

    /** Returns the value at a path of keys and numbers, such as {@code Resources.Bucket.Properties}. */
    Object at(String path) {
        Object value = root;
        for (String key : path.split("\\.", -1)) {
            Object next = value instanceof List<?> list
                    ? list.get(Integer.parseInt(key))
                    : map(value).get(key);
            if (next == null) {
                throw new IllegalArgumentException(path + ": there is no " + key);
            }
            value = next;
        }
        return value;
    }
}
