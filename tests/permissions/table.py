"""Who may do what, route by route: the one place where that is decided, and compared with the code.

A line names a route and the permission that it needs; `a | b` means that one of them is enough, "everybody" that every
member may. Pages ask the same of all methods, the API by method. Which role has which permission stands in
`prm/people/permissions.py`; which rows a role reaches is the wall's business. A new route fails the test until it has
its line here: think who may, then write it down.
"""

PAGES = """
web:home                               everybody
web:palette                            everybody
web:brand                              everybody
web:saved-view-create                  everybody
web:saved-view-removal                 everybody
people:member-list                     colleagues.manage | people.view
people:invite                          colleagues.manage | people.manage
people:partner-people                  colleagues.manage | people.view
people:partner-invite                  colleagues.manage | people.manage
people:member-page                     colleagues.manage | people.view
people:invitation-send                 colleagues.manage | people.manage
people:invitation-withdraw             colleagues.manage | people.manage
people:member-role                     colleagues.manage | people.manage
people:member-end                      colleagues.manage | people.manage
people:token-list                      token.manage
people:token-revoke                    token.manage
people:settings                        settings.edit
people:settings-logo                   settings.edit
people:logo                            partner.view
documents:file                         import.run | partner.view | qbr.view | rank.view | scorecard.view
imports:batch-list                     import.run
imports:upload                         import.run
imports:batch-detail                   import.run
imports:batch-mapping                  import.run
imports:batch-progress                 import.run
imports:batch-application              import.run
imports:batch-undo                     import.run
partners:own-company                   partner.view
partners:partner-create                partner.create
partners:partner-detail                partner.view
partners:partner-profile               partner.view
partners:partner-edit                  partner.edit | profile.edit
partners:mix-answer                    partner.edit | profile.edit
partners:parent-set                    partner.assign
partners:parent-departure              partner.assign
partners:contact-list                  partner.view
partners:contact-add                   contact.edit
partners:contact-edit                  contact.edit
partners:contact-removal               contact.edit
partners:contact-restoration           contact.edit
partners:contact-departure             contact.edit
partners:contact-return                contact.edit
partners:action-index                  people.view
partners:action-list                   action.view
partners:action-edit                   action.edit
partners:action-completion             action.edit
partners:action-drop                   action.edit
partners:action-reopening              action.edit
partners:assignment-list               partner.view
partners:assignment-add                partner.assign
partners:assignment-end                partner.assign
partners:partner-history               history.view
partners:custom-field-list             custom_field.edit
partners:custom-field-add              custom_field.edit
partners:custom-field-edit             custom_field.edit
partners:custom-field-removal          custom_field.edit
enablement:partner-training            enablement.view
enablement:certificate-add             enablement.edit
enablement:certificate-edit            enablement.edit
enablement:certificate-removal         enablement.edit
enablement:task-add                    enablement.edit
enablement:task-edit                   enablement.edit
enablement:task-completion             enablement.edit
enablement:task-reopening              enablement.edit
enablement:task-removal                enablement.edit
enablement:task-for-many               enablement.edit
enablement:certification-list          settings.edit
enablement:certification-edit          settings.edit
enablement:certification-removal       settings.edit
enablement:requirement-list            settings.edit
enablement:requirement-edit            settings.edit
enablement:requirement-removal         settings.edit
enablement:template-list               settings.edit
enablement:template-edit               settings.edit
enablement:template-removal            settings.edit
enablement:joining-tasks               settings.edit
sales:partner-bookings                 booking.view
sales:partner-deals                    deal.view
sales:deal-list                        people.view
sales:deal-add                         deal.edit
sales:deal-detail                      deal.view
sales:deal-edit                        deal.edit
sales:deal-withdrawal                  deal.edit
sales:deal-move                        deal.edit
sales:deal-close                       deal.edit
sales:deal-reopening                   deal.edit
sales:deal-undo                        deal.edit
sales:partner-leads                    lead.view
sales:lead-list                        people.view
sales:lead-waterfall                   people.view
sales:lead-add                         lead.edit
sales:lead-detail                      lead.view
sales:lead-edit                        lead.edit
sales:lead-withdrawal                  lead.edit
sales:lead-move                        lead.edit
sales:lead-undo                        lead.edit
sales:lead-pass                        lead.edit
sales:lead-acceptance                  lead.edit
sales:lead-refusal                     lead.edit
sales:lead-return                      lead.edit
sales:lead-deal                        deal.edit
sales:lead-deal-removal                deal.edit
sales:lead-link                        lead.edit
sales:campaign-list                    people.view
sales:campaign-add                     marketing.edit
sales:campaign-detail                  lead.view
sales:campaign-edit                    marketing.edit
sales:campaign-removal                 marketing.edit
sales:stage-list                       settings.edit
sales:stage-add                        settings.edit
sales:stage-edit                       settings.edit
sales:stage-removal                    settings.edit
scorecards:bundle-list                 rank.view
scorecards:bundle-detail               rank.view
scorecards:partner-list                people.view
scorecards:partner-scorecard           scorecard.view
scorecards:partner-scorecard-pdf       scorecard.view
scorecards:partner-scorecard-xlsx      scorecard.view
scorecards:metric-list                 scorecard.view
scorecards:metric-add                  metric.edit
scorecards:metric-edit                 metric.edit
scorecards:metric-retirement           metric.edit
scorecards:metric-restoration          metric.edit
scorecards:scorecard-rules             metric.edit
scorecards:partner-metrics             scorecard.view
scorecards:metric-value-entry          metric.enter
scorecards:metric-value-removal        metric.enter
scorecards:deal-size-target            metric.enter
scorecards:target-list                 target.view
scorecards:target-set                  target.edit
scorecards:target-removal              target.edit
scorecards:partner-capabilities        assessment.view
scorecards:capability-breakdown        assessment.view
scorecards:capability-pdf              assessment.view
scorecards:capability-sheet            assessment.view
scorecards:capability-deck             assessment.view
scorecards:goal-add                    action.edit
scorecards:goal-edit                   action.edit
scorecards:target-grid                 target.edit
scorecards:target-grid-undo            target.edit
scorecards:rank-list                   rank.view
scorecards:partner-peers               peer.view
scorecards:peer-list                   peer.manage
scorecards:peer-freeze                 peer.manage
scorecards:quota-list                  quota.view
scorecards:quota-allotment             quota.edit
scorecards:round-index                 assessment.view
scorecards:round-list                  assessment.view
scorecards:round-start                 assessment.manage
scorecards:round-closure               assessment.manage
scorecards:round-reopening             assessment.manage
scorecards:round-withdrawal            assessment.manage
scorecards:round-finish                assessment.answer
scorecards:answering                   assessment.answer
scorecards:answering-group             assessment.answer
scorecards:answering-check             assessment.answer
scorecards:answering-presence          assessment.answer
scorecards:answers-confirmation        assessment.answer
scorecards:answer-save                 assessment.answer
scorecards:answer-history              assessment.view
scorecards:question-set-list           question_set.edit
scorecards:default-sets-addition       question_set.edit
scorecards:question-set-detail         question_set.edit
scorecards:question-set-file           question_set.edit
scorecards:draft-start                 question_set.edit
scorecards:version-preview             question_set.edit
scorecards:version-export              question_set.edit
scorecards:version-changes             question_set.edit
scorecards:draft-editor                question_set.edit
scorecards:draft-removal               question_set.edit
scorecards:draft-publication           question_set.edit
scorecards:category-add                question_set.edit
scorecards:category-edit               question_set.edit
scorecards:category-change             question_set.edit
scorecards:topic-add                   question_set.edit
scorecards:topic-edit                  question_set.edit
scorecards:topic-change                question_set.edit
scorecards:question-add                question_set.edit
scorecards:question-edit               question_set.edit
scorecards:question-change             question_set.edit
qbr:qbr-index                          qbr.view
qbr:qbr-detail                         qbr.view
qbr:qbr-progress                       qbr.view
qbr:qbr-retry                          qbr.build
qbr:qbr-list                           qbr.view
qbr:qbr-request                        qbr.build
cadence:my-day                         alert.view
cadence:alert-acknowledgement          alert.handle
cadence:alert-snooze                   alert.handle
cadence:alert-resolution               alert.handle
cadence:alert-loss                     alert.handle
cadence:alert-undo                     alert.handle
programs:program-list                  tier.edit
programs:program-create                tier.edit
programs:program-detail                tier.edit
programs:version-prepare               tier.edit
programs:version-edit                  tier.edit
programs:version-preview               tier.edit
programs:version-publication           tier.edit
programs:version-withdrawal            tier.edit
programs:program-review                tier.decide
programs:review-list                   tier.decide
programs:review-detail                 tier.decide
programs:review-confirmation           tier.decide
programs:review-confirmations          tier.decide
programs:review-decline                tier.decide
programs:partner-tier                  tier.view
programs:exception-grant               tier.decide
programs:exception-end                 tier.decide
programs:partner-stage                 stage.confirm
programs:stage-confirmation            stage.confirm
programs:stage-list                    stage.confirm
programs:stage-funnel                  rollup.view
planning:plan-list                     plan.view
planning:plan-missing                  people.view
planning:partner-plans                 plan.view
planning:plan-start                    plan.edit
planning:plan-detail                   plan.view
planning:plan-whole                    plan.edit
planning:plan-step                     plan.edit
planning:plan-presence                 plan.edit
planning:plan-cost-sharing             plan.cost_edit
planning:plan-template-from-plan       plan.template_edit
planning:plan-row-add                  plan.edit
planning:plan-row-copy                 plan.edit
planning:plan-row-move                 plan.edit
planning:plan-row-removal              plan.edit
planning:plan-row-return               plan.edit
planning:plan-field                    plan.edit
planning:plan-cells                    plan.edit
planning:plan-undo                     plan.edit
planning:plan-template-list            plan.template_edit
planning:plan-template-edit            plan.template_edit
planning:marketing-list                people.view
planning:partner-marketing             marketing.view
planning:marketing-start               marketing.edit
planning:marketing-plan                marketing.view
planning:marketing-plan-pdf            marketing.view
planning:plan-agreement                plan.view
planning:plan-share                    plan.edit
planning:plan-acceptance               plan.accept
planning:plan-approval                 plan.approve
planning:plan-reopening                plan.edit
planning:plan-amendment                plan.edit
planning:plan-closing                  plan.approve
planning:plan-consent                  plan.view
planning:plan-consent-choice           plan.accept
planning:plan-files                    plan.view
planning:plan-pdf                      plan.view
planning:plan-deck                     plan.view
planning:plan-document                 plan.view
planning:plan-workbook                 plan.view
planning:plan-what-if                  plan.view
planning:plan-cases                    plan.view
planning:plan-actuals                  plan.view
planning:plan-actuals-file             plan.view
planning:plan-objectives               plan.view
planning:objective-add                 plan.edit
planning:objective-edit                plan.edit
planning:objective-removal             plan.edit
planning:objective-results             plan.edit
planning:plan-sensitivity              plan.view
planning:plan-goal                     plan.view
planning:marketing-fields              marketing.edit
planning:marketing-presence            marketing.edit
planning:marketing-goal-add            marketing.edit
planning:marketing-goal-removal        marketing.edit
planning:tactic-add                    marketing.edit
planning:tactic-removal                marketing.edit
planning:marketing-part-return         marketing.edit
planning:marketing-submission          marketing.edit
planning:marketing-withdrawal          marketing.edit
planning:marketing-approval            marketing.approve
planning:marketing-return              marketing.approve
planning:marketing-running             marketing.edit
planning:marketing-closing             marketing.edit
planning:marketing-reopening           marketing.edit
planning:marketing-removal             marketing.edit
planning:tactic-type-list              tactic_type.edit
planning:tactic-type-add               tactic_type.edit
planning:tactic-type-edit              tactic_type.edit
planning:tactic-type-removal           tactic_type.edit
planning:revenue-goal-list             revenue_goal.view
planning:revenue-goal-create           revenue_goal.edit
planning:revenue-goal                  revenue_goal.view
planning:revenue-goal-save             revenue_goal.edit
planning:revenue-goal-removal          revenue_goal.edit
planning:revenue-goal-return           revenue_goal.edit
planning:revenue-goal-file             revenue_goal.view
planning:revenue-segment-add           revenue_goal.edit
planning:revenue-segment-save          revenue_goal.edit
planning:revenue-segment-fill          revenue_goal.edit
planning:revenue-segment-removal       revenue_goal.edit
planning:rebate-list                   rebate.view
planning:rebate-create                 rebate.edit
planning:rebate-study                  rebate.view
planning:rebate-edit                   rebate.edit
planning:rebate-removal                rebate.edit
planning:rebate-return                 rebate.edit
planning:rebate-file                   rebate.view
rollups:overview                       rollup.view
rollups:overview-file                  rollup.view
rollups:plans                          rollup.view
rollups:plans-partners                 rollup.view
rollups:plans-file                     rollup.view
"""
API = """
api-me                                 get partner.view
api-partner-list                       get partner.view, post partner.create
api-partner-detail                     get partner.view, patch partner.edit | profile.edit
api-partner-history                    get history.view
api-partner-parent                     put partner.assign, delete partner.assign
api-contact-list                       get partner.view, post contact.edit
api-contact-detail                     get partner.view, patch contact.edit, delete contact.edit
api-contact-departure                  put contact.edit, delete contact.edit
api-contact-restoration                post contact.edit
api-action-list                        get action.view, post action.edit
api-action-detail                      get action.view, patch action.edit
api-action-completion                  post action.edit
api-action-drop                        post action.edit
api-action-reopening                   post action.edit
api-assignment-list                    get partner.view, post partner.assign
api-assignment-detail                  get partner.view, patch partner.assign
api-business-mix-list                  get partner.view, post partner.edit | profile.edit
api-business-mix-detail                get partner.view
api-partner-field-list                 get partner.view, post custom_field.edit
api-partner-field-detail               get partner.view, patch custom_field.edit, delete custom_field.edit
api-certification-list                 get enablement.view, post settings.edit
api-certification-detail               get enablement.view, patch settings.edit, delete settings.edit
api-certificate-requirement-list       get enablement.view, post settings.edit
api-certificate-requirement-detail     get enablement.view, patch settings.edit, delete settings.edit
api-certificate-list                   get enablement.view, post enablement.edit
api-certificate-detail                 get enablement.view, patch enablement.edit, delete enablement.edit
api-required-task-list                 get enablement.view, post enablement.edit
api-required-task-detail               get enablement.view, patch enablement.edit, delete enablement.edit
api-required-task-completion           post enablement.edit
api-required-task-reopening            post enablement.edit
api-product-list                       get booking.view
api-product-detail                     get booking.view
api-booking-list                       get booking.view
api-booking-detail                     get booking.view
api-deal-list                          get deal.view, post deal.edit
api-deal-detail                        get deal.view, patch deal.edit, delete deal.edit
api-deal-move                          post deal.edit
api-deal-closing                       post deal.edit
api-deal-reopening                     post deal.edit
api-deal-undo                          post deal.edit
api-lead-list                          get lead.view, post lead.edit
api-lead-detail                        get lead.view, patch lead.edit, delete lead.edit
api-lead-move                          post lead.edit
api-lead-undo                          post lead.edit
api-lead-deal                          post deal.edit
api-lead-link                          post lead.edit
api-campaign-list                      get lead.view, post marketing.edit
api-campaign-detail                    get lead.view, patch marketing.edit, delete marketing.edit
api-customer-list                      get deal.view, post import.run
api-customer-detail                    get deal.view, patch deal.edit
api-deal-stage-list                    get deal.view, post settings.edit
api-deal-stage-detail                  get deal.view, patch settings.edit, delete settings.edit
api-scorecard                          get scorecard.view
api-peers                              get peer.view
api-target-list                        get target.view, post target.edit
api-target-detail                      get target.view, patch target.edit, delete target.edit
api-metric-list                        get scorecard.view, post metric.edit
api-metric-detail                      get scorecard.view, patch metric.edit
api-metric-retirement                  post metric.edit
api-metric-restoration                 post metric.edit
api-metric-value-list                  get scorecard.view, post metric.enter
api-metric-value-detail                get scorecard.view, delete metric.enter
api-quota-list                         get quota.view, post quota.edit
api-quota-detail                       get quota.view
api-quota-allotment                    post quota.edit
api-capabilities                       get assessment.view
api-goal-list                          get assessment.view, post action.edit
api-goal-detail                        get assessment.view, patch action.edit
api-standing-list                      get scorecard.view
api-question-set-list                  get assessment.view, post question_set.edit
api-question-set-detail                get assessment.view, patch question_set.edit
api-question-set-draft                 put question_set.edit
api-question-set-version-list          get assessment.view
api-question-set-version-detail        get assessment.view
api-question-set-version-publication   post question_set.edit
api-assessment-list                    get assessment.view, post assessment.manage
api-assessment-detail                  get assessment.view
api-assessment-answers                 get assessment.view
api-assessment-closure                 post assessment.manage
api-assessment-reopening               post assessment.manage
api-answer-detail                      get assessment.view, put assessment.answer
api-qbr-list                           get qbr.view, post qbr.build
api-qbr-detail                         get qbr.view
api-qbr-deck                           get qbr.view
api-qbr-figures                        get qbr.view
api-qbr-pdf                            get qbr.view
api-alert-list                         get alert.view
api-alert-detail                       get alert.view
api-alert-acknowledgement              post alert.handle
api-alert-loss                         post alert.handle
api-alert-resolution                   post alert.handle
api-alert-snooze                       post alert.handle
api-alert-undo                         post alert.handle
api-program-list                       get tier.view
api-program-detail                     get tier.view
api-tier-list                          get tier.view
api-tier-detail                        get tier.view
api-tier-progress                      get tier.view
api-tier-review-list                   get tier.decide
api-tier-review-detail                 get tier.decide
api-tier-review-confirmation           post tier.decide
api-tier-review-decline                post tier.decide
api-stage-change-list                  get stage.confirm, post stage.confirm
api-stage-change-detail                get stage.confirm
api-stage-change-suggestion            get stage.confirm
api-business-plan-list                 get plan.view, post plan.edit
api-business-plan-detail               get plan.view, patch plan.edit
api-business-plan-forecast             get plan.view
api-business-plan-actuals              get plan.view
api-business-plan-cost-sharing         put plan.accept
api-business-plan-line-list            get plan.view, post plan.edit
api-business-plan-line-detail          get plan.view, patch plan.edit, delete plan.edit
api-business-plan-person-list          get plan.view, post plan.cost_edit
api-business-plan-person-detail        get plan.view, patch plan.cost_edit, delete plan.cost_edit
api-business-plan-cost-list            get plan.view, post plan.cost_edit
api-business-plan-cost-detail          get plan.view, patch plan.cost_edit, delete plan.cost_edit
api-business-plan-terms-list           get plan.view
api-business-plan-terms-detail         get plan.view, patch plan.cost_edit
api-business-plan-case-list            get plan.view
api-business-plan-case-detail          get plan.view, patch plan.edit
api-plan-objective-list                get plan.view
api-plan-objective-detail              get plan.view
api-marketing-plan-list                get marketing.view, post marketing.edit
api-marketing-plan-detail              get marketing.view, patch marketing.edit, delete marketing.edit
api-marketing-plan-submission          post marketing.edit
api-marketing-plan-withdrawal          post marketing.edit
api-marketing-plan-approval            post marketing.approve
api-marketing-plan-sending-back        post marketing.approve
api-marketing-plan-closing             post marketing.edit
api-marketing-plan-reopening           post marketing.edit
api-marketing-goal-list                get marketing.view, post marketing.edit
api-marketing-goal-detail              get marketing.view, patch marketing.edit, delete marketing.edit
api-tactic-list                        get marketing.view, post marketing.edit
api-tactic-detail                      get marketing.view, patch marketing.edit, delete marketing.edit
api-tactic-type-list                   get marketing.view
api-tactic-type-detail                 get marketing.view
api-revenue-goal-list                  get revenue_goal.view, post revenue_goal.edit
api-revenue-goal-detail                get revenue_goal.view, patch revenue_goal.edit, delete revenue_goal.edit
api-rebate-study-list                  get rebate.view, post rebate.edit
api-rebate-study-detail                get rebate.view, patch rebate.edit, delete rebate.edit
api-overview                           get rollup.view
api-quota-windows                      get rollup.view
"""
