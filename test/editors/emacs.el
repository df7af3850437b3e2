;;; emacs.el --- Drives the server from eglot, as its user would  -*- lexical-binding: t; -*-
;; Run by run.mjs in a folder with net.cnn and parts.cnn. Emacs 28 has eglot as a package, later ones within.

(require 'package)
(package-initialize)
(require 'eglot)
(require 'flymake)

(defvar cnn-wait-seconds 30)
(defvar cnn-passed 0)
(defvar cnn-failed 0)

(defun cnn-say (format &rest arguments)
  (princ (concat (apply #'format format arguments) "\n")))

(defmacro cnn-test (name &rest body)
  (declare (indent 1))
  `(condition-case problem
       (progn ,@body (setq cnn-passed (1+ cnn-passed)) (cnn-say "  ✔ %s" ,name))
     (error (setq cnn-failed (1+ cnn-failed)) (cnn-say "  ✖ %s\n%S" ,name problem))))

(defun cnn-check (holds found)
  (unless holds (error "Found %S" found)))

(defun cnn-eventually (what read)
  "What READ gives, as soon as it gives something."
  (let ((end (+ (float-time) cnn-wait-seconds)) found)
    (while (not (or (setq found (funcall read)) (> (float-time) end)))
      (accept-process-output nil 0.05))
    (or found (error "There was no %s" what))))

(defun cnn-go (text)
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(define-derived-mode cnn-mode prog-mode "CNN"
  (setq-local comment-start "# "))
(add-to-list 'auto-mode-alist '("\\.cnn\\'" . cnn-mode))
(add-to-list 'eglot-server-programs `(cnn-mode . (,(getenv "NODE") ,(getenv "FOVEA") "serve" "--stdio")))

;; What would be asked in a window is agreed to; the project is the folder.
(fset 'y-or-n-p (lambda (&rest _) t))
(setq eglot-sync-connect cnn-wait-seconds
      project-find-functions (list (lambda (_) (cons 'transient default-directory)))
      flymake-no-changes-timeout nil)

(find-file "net.cnn")
(apply #'eglot--connect (eglot--guess-contact))
(cnn-eventually "server" #'eglot-current-server)

(cnn-test "diagnostics arrive"
  (let* ((found (cnn-eventually "diagnostic" (lambda () (flymake-start) (flymake-diagnostics))))
         (text (flymake-diagnostic-text (car found))))
    (cnn-check (and (string-match-p "rellu" text)
                    (= 6 (line-number-at-pos (flymake-diagnostic-beg (car found)))))
               text)))

(cnn-test "hover answers"
  (cnn-go "conv(")
  (let (shown)
    (eglot-hover-eldoc-function (lambda (text &rest _) (setq shown text)))
    (cnn-eventually "hover" (lambda () shown))
    (cnn-check (string-match-p "3×8×8.*4×6×6" shown) shown)))

(cnn-test "completion answers"
  (cnn-go "conv(")
  (let* ((offered (eglot-completion-at-point))
         (labels (all-completions "" (nth 2 offered))))
    (cnn-check (and (member "maxpool" labels) (member "unit" labels)) labels)))

(cnn-test "rename edits two files"
  (cnn-go "unit(4)")
  (eglot-rename "cell")
  (cnn-check (string-match-p "import cell from" (buffer-string)) (buffer-string))
  (with-current-buffer (find-file-noselect "parts.cnn")
    (cnn-check (string-match-p "block cell(out)" (buffer-string)) (buffer-string))))

(eglot-shutdown (eglot-current-server) nil 5)
(cnn-say "Emacs: %d passed, %d failed" cnn-passed cnn-failed)
(kill-emacs (if (= cnn-failed 0) 0 1))
