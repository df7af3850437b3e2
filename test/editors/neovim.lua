-- Drives the server from Neovim 0.7 or later, as its user would; run by run.mjs in a folder with net.cnn and parts.cnn.
local wait_ms = 15000
local passed, failed = 0, 0

local function test(name, body)
  local ok, message = pcall(body)
  if ok then passed = passed + 1 else failed = failed + 1 end
  io.stdout:write(ok and ('  ✔ ' .. name .. '\n') or ('  ✖ ' .. name .. '\n' .. tostring(message) .. '\n'))
end

local function eventually(what, read)
  local found
  vim.wait(wait_ms, function() found = read(); return found ~= nil end, 50)
  return found or error('There was no ' .. what .. '.')
end

local function text_of(buffer)
  return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
end

vim.cmd('edit net.cnn')
vim.bo.filetype = 'cnn'
local buffer = vim.api.nvim_get_current_buf()
local client_id = vim.lsp.start_client({
  name = 'fovea',
  cmd = { vim.env.NODE, vim.env.FOVEA, 'serve', '--stdio' },
  root_dir = vim.fn.getcwd(),
})
vim.lsp.buf_attach_client(buffer, client_id)
eventually('server', function()
  local client = vim.lsp.get_client_by_id(client_id)
  local capabilities = client and client.server_capabilities
  return capabilities and capabilities.hoverProvider or nil
end)

-- Asks at the first `text` of the buffer, and gives the answer.
local function ask(method, text, more)
  for line, content in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    local column = content:find(text, 1, true)
    if column then
      local params = vim.tbl_extend('force', {
        textDocument = { uri = vim.uri_from_bufnr(buffer) },
        position = { line = line - 1, character = column - 1 },
      }, more or {})
      local answers = vim.lsp.buf_request_sync(buffer, method, params, wait_ms)
      local answer = answers and answers[client_id]
      return answer and answer.result or error('There was no answer to ' .. method .. '.')
    end
  end
  error('The text has no ' .. text .. '.')
end

test('diagnostics arrive', function()
  local found = eventually('diagnostic', function()
    local all = vim.diagnostic.get(buffer, { severity = vim.diagnostic.severity.ERROR })
    return #all > 0 and all or nil
  end)
  assert(found[1].code == 'unknown-name' and found[1].lnum == 5, vim.inspect(found))
end)

test('hover answers', function()
  local value = ask('textDocument/hover', 'conv(').contents.value
  assert(value:find('3×8×8 → **4×6×6**', 1, true), value)
  assert(not value:find('data:image', 1, true), 'A terminal shows no pictures.')
end)

test('completion answers', function()
  local items = ask('textDocument/completion', 'conv(')
  local labels = vim.tbl_map(function(item) return item.label end, items.items or items)
  assert(vim.tbl_contains(labels, 'maxpool') and vim.tbl_contains(labels, 'unit'), vim.inspect(labels))
end)

test('rename edits two files', function()
  local edit = ask('textDocument/rename', 'unit(4)', { newName = 'cell' })
  local client = vim.lsp.get_client_by_id(client_id)
  vim.lsp.util.apply_workspace_edit(edit, client.offset_encoding)
  assert(text_of(buffer):find('import cell from', 1, true), text_of(buffer))
  local parts = vim.fn.bufnr('parts.cnn')
  assert(parts > 0 and text_of(parts):find('block cell(out)', 1, true), 'parts.cnn is as it was.')
end)

vim.lsp.stop_client(client_id)
io.stdout:write(('Neovim: %d passed, %d failed\n'):format(passed, failed))
vim.cmd(failed > 0 and 'cquit' or 'qall!')
