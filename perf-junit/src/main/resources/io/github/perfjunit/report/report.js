// The page reads well without this script: it makes tables sortable, and replaces the charts by ones that answer.
(function () {
  'use strict';
  var root = document.documentElement;
  var list = function (selector, within) { return [].slice.call((within || document).querySelectorAll(selector)); };
  var byId = function (id) { return document.getElementById(id); };

  list('.tools').forEach(function (tools) { tools.hidden = false; });

  // Tables

  list('table.sortable').forEach(function (table) {
    var body = table.tBodies[0];
    var heads = list('th', table);
    heads.forEach(function (head, column) {
      if (!body.rows[0] || (column > 0 && !body.rows[0].cells[column].hasAttribute('data-v'))) { return; }
      var button = document.createElement('button');
      button.type = 'button';
      button.textContent = head.textContent;
      head.textContent = '';
      head.appendChild(button);
      button.addEventListener('click', function () { sort(table, heads, head, column); });
    });
  });

  function sort(table, heads, head, column) {
    var body = table.tBodies[0];
    var ascending = head.getAttribute('aria-sort') === 'descending'
        || (!head.hasAttribute('aria-sort') && column === 0);
    heads.forEach(function (each) { each.removeAttribute('aria-sort'); });
    head.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
    var value = function (row) {
      var cell = row.cells[column];
      return column === 0 ? cell.textContent : parseFloat(cell.getAttribute('data-v'));
    };
    list('tr', body).filter(function (row) { return row.className !== 'sum'; }).sort(function (a, b) {
      var x = value(a);
      var y = value(b);
      return (x < y ? -1 : x > y ? 1 : 0) * (ascending ? 1 : -1);
    }).forEach(function (row) { body.appendChild(row); });
  }

  list('input.filter').forEach(function (input) {
    var table = input.closest('section').querySelector('table');
    input.addEventListener('input', function () {
      var wanted = input.value.toLowerCase();
      list('tbody tr', table).forEach(function (row) {
        row.hidden = row.className !== 'sum' && row.cells[0].textContent.toLowerCase().indexOf(wanted) < 0;
      });
    });
  });

  addEventListener('beforeprint', function () {
    list('details').forEach(function (each) { each.open = true; });
  });

  // Light and dark

  var theme = byId('theme');
  if (theme) {
    theme.addEventListener('click', function () {
      var dark = root.dataset.theme
          ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
      root.dataset.theme = dark ? 'light' : 'dark';
      draw();
    });
  }

  // Charts

  var data = byId('data');
  var loads = data ? JSON.parse(data.textContent) : [];
  var charts = [];

  function digits(x) { return x >= 99.95 ? x.toFixed(0) : x >= 9.995 ? x.toFixed(1) : x.toFixed(2); }
  function trimmed(x) { return String(parseFloat(digits(x))); }
  function time(ms) {
    return ms === null || ms === undefined ? '-'
        : ms >= 999.5 ? trimmed(ms / 1000) + ' s' : ms < 0.01 ? trimmed(ms * 1000) + ' us' : trimmed(ms) + ' ms';
  }
  function rate(x) { return x === null || x === undefined ? '-' : trimmed(x) + '/s'; }
  function clock(ms) {
    var s = Math.floor(ms / 1000);
    var two = function (n) { return (n < 10 ? '0' : '') + n; };
    return s < 3600 ? Math.floor(s / 60) + ':' + two(s % 60)
        : Math.floor(s / 3600) + ':' + two(Math.floor(s / 60) % 60) + ':' + two(s % 60);
  }
  function step(millis) {
    var steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];
    for (var i = 0; i < steps.length; i++) {
      if (millis / 1000 / steps[i] <= 10) { return steps[i] * 1000; }
    }
    return 86400000;
  }
  function level(i) { return Math.pow(2, i / 2) / 1000; }

  function draw() {
    if (!window.echarts || loads.length === 0) { return; }
    charts.forEach(function (chart) { chart.dispose(); });
    charts = [];
    list('.unscripted').forEach(function (each) { each.hidden = true; });
    loads.forEach(function (load) {
      var fold = byId(load.id).querySelector('details.load');
      if (!fold || fold.open) { drawLoad(load); }
    });
  }
  // A folded load has no size to draw in.
  list('details.load').forEach(function (fold) { fold.addEventListener('toggle', draw); });
  function unfold() {
    var article = /^#load-\d+$/.test(location.hash) ? byId(location.hash.substring(1)) : null;
    var fold = article && article.querySelector('details.load');
    if (fold) { fold.open = true; }
  }
  addEventListener('hashchange', unfold);
  unfold();

  function drawLoad(load) {
    var styles = getComputedStyle(root);
    var color = function (name) { return styles.getPropertyValue('--' + name).trim(); };
    var font = getComputedStyle(document.body).fontFamily;
    var text = { color: color('mute'), fontFamily: font };

    function base(more) {
      return Object.assign({
        animation: false,
        textStyle: { color: color('ink'), fontFamily: font },
        grid: { left: 62, right: 20, top: 32, bottom: 26 },
        legend: { top: 0, left: 50, icon: 'roundRect', itemHeight: 4, itemWidth: 16, itemGap: 18, textStyle: text },
        tooltip: tip({ trigger: 'axis' }),
        aria: { enabled: false }
      }, more);
    }
    function tip(more) {
      return Object.assign({
        confine: true, backgroundColor: color('card'), borderColor: color('line'),
        textStyle: { color: color('ink'), fontSize: 12, fontFamily: font }
      }, more);
    }
    function times() {
      return {
        type: 'value', min: 0, max: load.millis, interval: step(load.millis),
        axisLabel: Object.assign({ formatter: clock, hideOverlap: true }, text),
        axisLine: { lineStyle: { color: color('line') } }, splitLine: { show: false },
        axisPointer: { label: { formatter: function (p) { return clock(p.value); } } }
      };
    }
    function axis(more) {
      return Object.assign({
        type: 'value', axisLabel: text, splitLine: { lineStyle: { color: color('line'), width: 0.7 } }
      }, more);
    }
    function points(values) { return values.map(function (y, i) { return [load.t[i], y]; }); }
    function line(name, values, hue, more) {
      return Object.assign({
        name: name, type: 'line', data: points(values), showSymbol: values.length < 3,
        lineStyle: { width: 1.5, color: color(hue) }, itemStyle: { color: color(hue) }
      }, more || {});
    }
    function put(name, option, together) {
      var place = byId(load.id + '-' + name);
      if (!place) { return; }
      var section = place.closest('section');
      section.hidden = false;
      place.hidden = false;
      list('.still', section).forEach(function (still) { still.hidden = true; });
      var chart = echarts.init(place, null, { renderer: 'svg' });
      chart.setOption(option);
      if (together) { chart.group = load.id; }
      charts.push(chart);
    }
    var grey = {
      silent: true, itemStyle: { color: color('c4'), opacity: 0.14 },
      data: load.unmeasured.map(function (gap) { return [{ xAxis: gap[0] }, { xAxis: gap[1] }]; })
    };
    var zoom = [{ type: 'inside', zoomOnMouseWheel: 'ctrl', filterMode: 'none' }];

    var series = [line('requests', load.rate, 'c1', { markArea: grey, tooltip: { valueFormatter: rate } })];
    if (load.target) {
      series.push(line('target', load.target, 'ink', {
        lineStyle: { width: 1.2, type: 'dashed', color: color('ink') }, tooltip: { valueFormatter: rate }
      }));
    }
    series.push(line('users (right)', load.users, 'c5', { yAxisIndex: 1 }));
    put('load', base({
      grid: { left: 62, right: 48, top: 32, bottom: 26 }, xAxis: times(), dataZoom: zoom, series: series,
      yAxis: [axis({ axisLabel: Object.assign({ formatter: '{value}/s' }, text) }),
        axis({ splitLine: { show: false }, minInterval: 1 })]
    }), true);

    var limit = load.limit ? {
      silent: true, symbol: 'none', lineStyle: { color: color('bad'), type: 'dashed' },
      label: { formatter: load.limit.text, position: 'insideEndTop', color: color('bad'), fontFamily: font },
      data: [{ yAxis: load.limit.ms }]
    } : undefined;
    put('latency', base({
      xAxis: times(), dataZoom: zoom, tooltip: tip({ trigger: 'axis', valueFormatter: time }),
      yAxis: axis({ type: 'log', logBase: 10, axisLabel: Object.assign({ formatter: time }, text) }),
      series: [
        line('max', load.max, 'c4', { lineStyle: { width: 0.8, color: color('c4'), opacity: 0.7 }, markArea: grey }),
        line('p99', load.p99, 'c3', { markLine: limit }), line('p95', load.p95, 'c2'), line('p50', load.p50, 'c1')]
    }), true);

    var kinds = Object.keys(load.errors);
    if (kinds.length > 0) {
      var hues = { status: 'bad', check: 'c2', error: 'c3' };
      var words = { status: 'unexpected status', check: 'check failed', error: 'no usable answer' };
      put('errors', base({
        xAxis: times(), dataZoom: zoom, tooltip: tip({ trigger: 'axis', valueFormatter: rate }),
        yAxis: axis({ axisLabel: Object.assign({ formatter: '{value}/s' }, text) }),
        series: kinds.map(function (kind) {
          return {
            name: words[kind] || kind, type: 'bar', stack: 'errors', data: points(load.errors[kind]),
            barMinWidth: 2, itemStyle: { color: color(hues[kind] || 'c4') }
          };
        })
      }), true);
    }

    if (load.distribution.length > 1) {
      var last = load.distribution[load.distribution.length - 1][0];
      put('distribution', base({
        legend: { show: false }, tooltip: tip({ trigger: 'axis', valueFormatter: time, axisPointer: { label: { show: false } },
          formatter: function (p) {
            return 'slowest 1 in ' + trimmed(p[0].value[0]) + '<br><b>' + time(p[0].value[1]) + '</b> or more';
          } }),
        xAxis: {
          type: 'log', logBase: 10, min: 1, max: Math.max(10, last),
          axisLabel: Object.assign({ formatter: function (x) {
            return ['min', 'p90', 'p99', 'p99.9', 'p99.99', 'p99.999'][Math.round(Math.log10(x))] || '';
          } }, text),
          axisLine: { lineStyle: { color: color('line') } },
          splitLine: { lineStyle: { color: color('line'), width: 0.7 } }
        },
        yAxis: axis({ type: 'log', logBase: 10, axisLabel: Object.assign({ formatter: time }, text) }),
        series: [{ name: 'latency', type: 'line', data: load.distribution, showSymbol: false,
          lineStyle: { color: color('c1') }, itemStyle: { color: color('c1') } }]
      }));
    }

    if (load.heat && load.heat.cells.length > 0) { heat(load, base, tip, put, text, color); }
    echarts.connect(load.id);
  }

  function heat(load, base, tip, put, text, color) {
    var cells = load.heat.cells;
    var levels = cells.map(function (cell) { return cell[1]; });
    var lowest = Math.min.apply(null, levels);
    var highest = Math.max.apply(null, levels);
    var columns = Math.ceil(load.t.length / load.heat.group);
    var names = [];
    for (var i = 0; i < columns; i++) { names.push(clock(load.t[i * load.heat.group])); }
    var rows = [];
    for (var j = lowest; j <= highest; j++) { rows.push(time(level(j))); }
    var most = Math.max.apply(null, cells.map(function (cell) { return cell[2]; }));
    put('heat', base({
      legend: { show: false }, grid: { left: 62, right: 14, top: 8, bottom: 26 },
      tooltip: tip({ trigger: 'item', formatter: function (p) {
        var from = p.value[1] + lowest;
        return names[p.value[0]] + '<br>' + time(level(from)) + ' to ' + time(level(from + 1))
            + '<br><b>' + cells[p.dataIndex][2] + '</b> requests';
      } }),
      xAxis: { type: 'category', data: names, axisLabel: text, axisTick: { show: false },
        axisLine: { lineStyle: { color: color('line') } } },
      yAxis: { type: 'category', data: rows,
        axisLabel: Object.assign({ interval: Math.ceil(rows.length / 8) - 1 }, text), axisTick: { show: false },
        axisLine: { lineStyle: { color: color('line') } } },
      visualMap: { show: false, min: 0, max: Math.log(1 + most), dimension: 2,
        inRange: { color: [color('heat-low'), color('heat-high')] } },
      series: [{ type: 'heatmap', progressive: 0, data: cells.map(function (cell) {
        return [cell[0], cell[1] - lowest, Math.log(1 + cell[2])];
      }) }]
    }));
  }

  draw();
  addEventListener('resize', function () { charts.forEach(function (chart) { chart.resize(); }); });
})();
