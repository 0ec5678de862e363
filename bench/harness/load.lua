-- wrk script: the same request again and again, its bodies in turn, and the figures as one line of JSON. The bodies of
-- a GET are its queries.
-- BENCH_METHOD, BENCH_PATH, BENCH_HEADERS ("Name: value" lines) and BENCH_BODIES (a file, one body a line)
-- come from the environment. "{n}" in a body becomes a number no other request of the run has. BENCH_CHAINED names the
-- member of each answer that ends the next body: then the threads (BENCH_THREADS) share the bodies out among them.

local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(_)
  local method, path = os.getenv("BENCH_METHOD"), os.getenv("BENCH_PATH")
  local headers = {}
  for line in os.getenv("BENCH_HEADERS"):gmatch("[^\n]+") do
    local name, value = line:match("^(.-): (.*)$")
    headers[name] = value
  end
  bodies = {}
  if os.getenv("BENCH_BODIES") then
    for line in io.lines(os.getenv("BENCH_BODIES")) do bodies[#bodies + 1] = line end
  else
    bodies[1] = ""
  end
  local chained = os.getenv("BENCH_CHAINED")
  if chained ~= "" then return chain(method, path, headers, chained) end
  local unique = bodies[1]:find("{n}", 1, true)
  local ready = {}
  if not unique then
    for i, body in ipairs(bodies) do
      if method == "GET" then ready[i] = wrk.format(method, path .. body, headers)
      else ready[i] = wrk.format(method, path, headers, body ~= "" and body or nil) end
    end
  end
  local turn = number * 7
  request = function()
    turn = turn + 1
    local i = turn % #bodies + 1
    if not unique then return ready[i] end
    local n = string.format("%s%d%07d", os.getenv("BENCH_RUN"), number, turn)
    return wrk.format(method, path, headers, (bodies[i]:gsub("{n}", n)))
  end
end

function chain(method, path, headers, member)
  local ready = {}
  for i = number + 1, #bodies, tonumber(os.getenv("BENCH_THREADS")) do ready[#ready + 1] = bodies[i] end
  local before, pattern = bodies[1]:match("^(.*=)"), '"' .. member .. '":"([^"]+)"'
  request = function() return wrk.format(method, path, headers, table.remove(ready)) end
  response = function(_, _, answer)
    local token = answer:match(pattern)
    if token then ready[#ready + 1] = before .. token end
  end
end

function done(summary, latency, _)
  local e = summary.errors
  io.write(string.format(
    '\n{"requests":%d,"seconds":%.3f,"refused":%d,"broken":%d,"p50":%.3f,"p90":%.3f,"p99":%.3f,"max":%.3f}\n',
    summary.requests, summary.duration / 1e6, e.status, e.connect + e.read + e.write + e.timeout,
    latency:percentile(50) / 1e3, latency:percentile(90) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
end
